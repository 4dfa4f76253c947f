package dev.dragoman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProvidersTest {

    private static final Providers PROVIDERS = Providers.builtIn();
    private static final byte[] ANSWER =
            "{\"model\":\"alias\",\"choices\":[{\"message\":{\"content\":\"<think>a</think>b\"}}]}"
                    .getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, false",
                "https://api.openai.com/v1, false",
                "https://eu.api.openai.com/v1, false",
                "http://localhost:8000/v1, true",
                "https://api.deepseek.com, true"
            })
    void underOpenAisNameCompatibleServersAreReachedToo(@Nullable String base, boolean tellsThoughts) {
        Provider provider = PROVIDERS.at(provider("openai"), target(base));

        byte[] told = provider.dialect()
                .relayReply(ANSWER, new ReplyFrame("id", "alias", 1, false, false))
                .body()
                .toBytes();

        assertThat(new String(told, StandardCharsets.UTF_8).contains("\"reasoning_content\":\"a\""))
                .isEqualTo(tellsThoughts);
        assertThat(provider.name()).isEqualTo("openai");
    }

    @Test
    void anyOtherProviderIsTheSameEverywhere() {
        assertThat(PROVIDERS.at(provider("anthropic"), target("https://x.example")))
                .isSameAs(provider("anthropic"));
    }

    @ParameterizedTest
    @CsvSource({"2024-10-21, true", "2024-07-01-preview, false", "v1, true"})
    void olderVersionsOfAzureAnswerByATool(String version, boolean same) {
        Target target = new Target("m", "https://x.openai.azure.com", "k", version, Map.of(), ModelTraits.unknown("m"));

        assertThat(PROVIDERS.at(provider("azure"), target).equals(provider("azure")))
                .isEqualTo(same);
    }

    private static Provider provider(String name) {
        return Objects.requireNonNull(PROVIDERS.find(name));
    }

    private static Target target(@Nullable String base) {
        return new Target("m", base, "k", null, Map.of(), ModelTraits.unknown("m"));
    }
}
