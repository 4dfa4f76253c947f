package dev.dragoman.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Spoken;
import dev.dragoman.provider.Target;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompatibleResponsesTest {

    private static final Dialect CHAT = new OpenAiDialect(true);
    private static final Dialect RESPONSES = new ResponsesDialect(CHAT);
    private static final CompatibleProviders PLACES = new CompatibleProviders(CHAT, RESPONSES, Map.of());

    private static Provider place(String name) {
        return Objects.requireNonNull(PLACES.find(name));
    }

    private static Target target(String model) {
        return new Target(model, "http://127.0.0.1:1/v1", "k", null, Map.of(), ModelTraits.unknown(model));
    }

    private static JsonBody body(String json) {
        return JsonBody.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "hosted_vllm, m, RESPONSES, CHAT",
        "hosted_vllm, responses/m, RESPONSES, RESPONSES",
        "openrouter, m, RESPONSES, CHAT",
        "xai, grok-4, RESPONSES, CHAT",
        "deepseek, m, CHAT, CHAT",
    })
    void placesThatHaveResponsesServeTheirClientsInThem(
            String name, String model, Operation toResponses, Operation toChat) {
        JsonBody asked = body("{'model':'m'}");

        assertThat(place(name).spokenTo(RESPONSES, asked, target(model)).operation())
                .isEqualTo(toResponses);
        assertThat(place(name).spokenTo(CHAT, asked, target(model)).operation()).isEqualTo(toChat);
    }

    @Test
    void instructionsAreTheFirstMessageWhereAPlaceWantsThat() {
        JsonBody asked = body("{'model':'m','instructions':'be kind','input':'hi'}");
        Spoken spoken = place("xai").spokenTo(RESPONSES, asked, target("responses/grok-4"));

        JsonBody sent =
                spoken.quirks().adjust(asked, target("responses/grok-4")).body();

        assertThat(new String(sent.toBody().toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{'model':'grok-4','input':[{'role':'system','content':'be kind'},".replace('\'', '"')
                        + "{\"role\":\"user\",\"content\":\"hi\"}]}");
    }

    @Test
    void instructionsStayWhereTheyAreUnderstood() {
        JsonBody asked = body("{'model':'m','instructions':'be kind','input':'hi'}");
        Spoken spoken = place("openrouter").spokenTo(RESPONSES, asked, target("m"));

        assertThat(spoken.quirks().adjust(asked, target("m")).body().string("instructions"))
                .isEqualTo("be kind");
    }
}
