package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricedNamesTest {

    private final Catalog catalog = Catalog.builtIn();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            openai,gpt-5,-,-,gpt-5
            openai,gpt-5-2031-01-01,-,-,gpt-5
            openai,ft:gpt-4o-2024-08-06:org::id,-,-,ft:gpt-4o-2024-08-06
            text-completion-openai,gpt-3.5-turbo-instruct,-,-,gpt-3.5-turbo-instruct
            azure,my-own-name,-,azure/gpt-4o,azure/gpt-4o
            azure,my-own-name,-,gpt-4o,azure/gpt-4o
            azure,gpt-4o-2024-08-06,eu,-,azure/eu/gpt-4o-2024-08-06
            anthropic,claude-sonnet-4-5-20250929,-,-,claude-sonnet-4-5-20250929
            bedrock,us.anthropic.claude-sonnet-4-5-20250929-v1:0,us-east-1,-,us.anthropic.claude-sonnet-4-5-20250929-v1:0
            bedrock,converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0,-,-,us.anthropic.claude-sonnet-4-5-20250929-v1:0
            bedrock,apac.amazon.titan-text-express-v1,-,-,amazon.titan-text-express-v1
            bedrock,anthropic.claude-instant-v1,us-east-1,-,bedrock/us-east-1/anthropic.claude-instant-v1
            bedrock,us-east-1/anthropic.claude-instant-v1,-,-,bedrock/us-east-1/anthropic.claude-instant-v1
            vertex_ai,claude-sonnet-4-5@20250929,us-east5,-,vertex_ai/claude-sonnet-4-5@20250929
            vertex_ai_beta,gemini-2.5-flash,-,-,gemini-2.5-flash
            gemini,gemini-2.5-flash,-,-,gemini/gemini-2.5-flash
            openrouter,openai/gpt-5,-,-,openrouter/openai/gpt-5
            cohere_chat,command-r,-,-,command-r
            """)
    void pricesAreFoundByTheirManyNames(
            String provider, String model, @Nullable String region, @Nullable String base, String key) {
        CatalogModel found = catalog.priced(provider, model, region, base);

        assertThat(Objects.requireNonNull(found, model).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "hosted_vllm,gpt-4o", // a server of one's own has no vendor's prices
        "openai,ft:gpt-nothing:org",
        "openai,claude-sonnet-4-5",
        "groq,gpt-5",
        "azure,my-own-name"
    })
    void pricesOfAnotherProviderDoNotCount(String provider, String model) {
        assertThat(catalog.priced(provider, model, null, null)).isNull();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            openai,dall-e-3,1024x1792,hd,hd/1024-x-1792/dall-e-3
            openai,dall-e-3,1024x1024,-,standard/1024-x-1024/dall-e-3
            azure,dall-e-3,1024x1024,standard,azure/standard/1024-x-1024/dall-e-3
            openai,dall-e-2,1024x1024,-,1024-x-1024/dall-e-2
            """)
    void imagesCostBySizeAndQuality(String provider, String model, String size, @Nullable String quality, String key) {
        CatalogModel found = catalog.pricedImage(provider, model, size, quality);

        assertThat(Objects.requireNonNull(found, model).key()).isEqualTo(key);
    }

    @Test
    void anImageOfAnUnknownSizeHasThePricesOfItsModel() {
        assertThat(catalog.pricedImage("openai", "dall-e-3", null, null)).isNull();
    }
}
