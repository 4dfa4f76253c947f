package dev.dragoman.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AzureResponsesTest {

    private static final String BASE = "https://r.openai.azure.com";
    private static final Dialect CHAT = new OpenAiDialect();
    private static final Dialect RESPONSES = new ResponsesDialect(CHAT);
    private static final Provider AZURE = AzureProvider.speaking(CHAT, RESPONSES);

    private static Target target(String model, String base, @Nullable String version) {
        return new Target(model, base, "k", version, Map.of(), ModelTraits.unknown(model));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,-,/openai/v1/responses
            -,v1,/openai/v1/responses
            -,latest,/openai/v1/responses
            -,preview,/openai/v1/responses?api-version=preview
            -,2025-04-01-preview,/openai/responses?api-version=2025-04-01-preview
            /openai,2025-04-01-preview,/openai/responses?api-version=2025-04-01-preview
            /openai/v1,2025-04-01-preview,/openai/v1/responses
            /openai/v1/responses,-,/openai/v1/responses
            /openai/deployments/x,2025-04-01-preview,/openai/responses?api-version=2025-04-01-preview
            ?api-version=2025-04-01-preview,-,/openai/responses?api-version=2025-04-01-preview
            /apim?subscription=1,2025-04-01-preview,/apim/openai/responses?subscription=1&api-version=2025-04-01-preview
            /apim?subscription=1,-,/apim/openai/v1/responses?subscription=1
            """)
    void baseAndVersionGiveTheAddress(@Nullable String path, @Nullable String version, String expected) {
        Endpoint endpoint = AZURE.address()
                .endpoint(Operation.RESPONSES, target("d", BASE + (path == null ? "" : path), version), false);

        assertThat(endpoint.origin() + endpoint.target()).isEqualTo(BASE + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "d, , RESPONSES",
        "d, 2024-10-21, CHAT",
        "d, 2025-03-01-preview, RESPONSES",
        "d, v1, RESPONSES",
        "responses/d, 2024-10-21, RESPONSES",
    })
    void responsesAreSpokenFromTheirFirstVersionOn(String model, @Nullable String version, Operation operation) {
        assertThat(AZURE.spokenTo(RESPONSES, JsonBody.of(JsonObject.EMPTY), target(model, BASE, version))
                        .operation())
                .isEqualTo(operation);
    }

    @Test
    void otherClientsAreServedInThemWhereTheOperatorSaysSo() {
        JsonBody asked = JsonBody.of(JsonObject.EMPTY);

        assertThat(AZURE.spokenTo(CHAT, asked, target("d", BASE, null)).operation())
                .isEqualTo(Operation.CHAT);
        assertThat(AZURE.spokenTo(CHAT, asked, target("responses/d", BASE, null))
                        .operation())
                .isEqualTo(Operation.RESPONSES);
    }

    @Test
    void theDeploymentStandsInTheBodyWithoutItsMarkers() {
        Target target = target("responses/o_series/d", BASE, null);

        JsonBody body = AZURE.spokenTo(RESPONSES, JsonBody.of(JsonObject.EMPTY), target)
                .quirks()
                .adjust(JsonBody.of(JsonObject.EMPTY), target)
                .body();

        assertThat(body.string("model")).isEqualTo("d");
    }
}
