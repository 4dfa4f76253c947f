package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By whose prices an answer of 1000 and 500 tokens is charged, in nano-dollars worked out by hand. */
class TariffsTest {

    private static final Catalog CATALOG = Catalog.builtIn().with(PriceMap.of(Json.parseObject("""
            {"openai/t-one":{"litellm_provider":"openai","input_cost_per_token":1e-6,"output_cost_per_token":2e-6},
            "openai/t-one-2025-01-02":{"litellm_provider":"openai","input_cost_per_token":3e-6,"output_cost_per_token":4e-6},
            "openai/t-two":{"litellm_provider":"openai","input_cost_per_token":5e-6,"output_cost_per_token":0},
            "openai/t-latest":{"litellm_provider":"openai","input_cost_per_token":9e-6,"output_cost_per_token":9e-6},
            "groq/t-one":{"litellm_provider":"groq","input_cost_per_token":7e-6,"output_cost_per_token":7e-6},
            "azure/t-one":{"litellm_provider":"azure","input_cost_per_token":2e-6,"output_cost_per_token":2e-6},
            "azure/t-two":{"litellm_provider":"azure","input_cost_per_token":1e-6,"output_cost_per_token":1e-6},
            "openrouter/maker/t-one":{"litellm_provider":"openrouter","input_cost_per_token":1e-6,"output_cost_per_token":1e-6}}
            """)));
    private static final Metering USED = Metering.of(Usage.of(1_000, 500));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # what was asked, while the vendor says nothing or the same
            openai,t-one,-,2000000
            openai,t-one,t-one,2000000
            openai,t-one,'',2000000
            # a version of it, as far as it has a price of its own
            openai,t-one,t-one-2025-01-02,5000000
            openai,responses/t-one,t-one-2025-01-02,5000000
            openai,t-one,t-one-2025-09-09,2000000
            # a name that points at the newest
            openai,t-latest,t-one,2000000
            # an alias without a price
            openai,my-alias,t-one,2000000
            openai,my-alias,t-one-2025-01-02,5000000
            # two priced names: the dearer
            openai,t-one,t-two,5000000
            openai,t-two,t-one,5000000
            # a name of which no price is known says nothing
            openai,t-one,something-else,2000000
            # prices of another provider never count
            openai,t-one,groq/t-one,2000000
            # at Azure names are the operator's own
            azure,t-one,t-two,1500000
            azure,my-deployment,t-one-2025-01-02,3000000
            azure,t-one,nobody-knows,3000000
            """)
    void theMoreExactNameDecides(String provider, String asked, @Nullable String served, long nanos) {
        Cost cost = cost(provider, asked, served);

        assertThat(cost.nanos()).isEqualTo(nanos);
        assertThat(cost.isComplete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // 1000 x 1.4e-7 of the router beside the model that it chose: 1000 x 2e-6 + 500 x 2e-6
        "azure_ai,model_router/my-router,t-one,3140000",
        "azure,model-router,t-one,3140000",
        // the model is sold by OpenAI only: 1000 x 5e-6
        "azure_ai,model-router,openai/t-two,5140000",
        "openrouter,openrouter/auto,maker/t-one,1500000"
    })
    void aRoutersChoiceIsCharged(String provider, String asked, String served, long nanos) {
        Cost cost = cost(provider, asked, served);

        assertThat(cost.nanos()).isEqualTo(nanos);
        assertThat(cost.isComplete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            azure_ai,model-router,-,140000
            azure_ai,model-router,model-router,140000
            azure_ai,model-router,nobody-knows-it,140000
            openrouter,openrouter/auto,-,0
            openrouter,openrouter/auto,nobody/knows,0
            """)
    void aRoutersUnknownChoiceIsNotFree(String provider, String asked, @Nullable String served, long nanos) {
        Cost cost = cost(provider, asked, served);

        assertThat(cost.nanos()).isEqualTo(nanos);
        assertThat(cost.isComplete()).isFalse();
    }

    @Test
    void theFixedMarginIsPutOnACallOnce() {
        Adjustment fixed = new Adjustment(BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("0.001"));

        Cost cost = tariff("azure", "model-router", "t-one").cost(USED, fixed);

        assertThat(cost.nanos()).isEqualTo(3_140_000 + 1_000_000);
    }

    @Test
    void neverLessThanWhatWasAskedWhereNothingIsMoreExact() {
        for (String asked : new String[] {"t-one", "t-two"}) {
            long alone = cost("openai", asked, null).nanos();
            for (String served : new String[] {"t-one", "t-two", "t-latest", "x", "gpt-4o", "groq/t-one"}) {
                assertThat(cost("openai", asked, served).nanos())
                        .as(asked + " by " + served)
                        .isGreaterThanOrEqualTo(alone);
            }
        }
    }

    private static Tariff tariff(String provider, String asked, @Nullable String served) {
        return new Tariffs(CATALOG).of(provider, asked, null, served);
    }

    private static Cost cost(String provider, String asked, @Nullable String served) {
        return tariff(provider, asked, served).cost(USED, Adjustment.NONE);
    }
}
