package dev.dragoman.testkit.vertex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeVertex;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VertexTest {

    private static final String PLACE = "/projects/p/locations/us-east5";
    private static final String CLAUDE = PLACE + "/publishers/anthropic/models/claude-sonnet-4-5@20250929:";
    private static final String GEMINI = PLACE + "/publishers/google/models/gemini-2.5-flash:";
    private static final String QUESTION = "{'anthropic_version':'vertex-2023-10-16','max_tokens':5,"
            + "'messages':[{'role':'user','content':'Hi you'}]%s}";

    private final FakeVertex vendor = FakeVertex.start();
    private final Client client = new Client(vendor.baseUrl(), "authorization", "Bearer ya29.x");

    @AfterEach
    void close() {
        client.close();
        vendor.close();
    }

    @Test
    void everyPublisherAnswersInItsOwnFormat() {
        assertThat(client.post(CLAUDE + "rawPredict", QUESTION.formatted("")).text())
                .contains("\"type\":\"message\"", "Hi you");
        assertThat(client.post(GEMINI + "generateContent", "{'contents':[{'role':'user','parts':[{'text':'Hi you'}]}]}")
                        .text())
                .contains("candidates", "Hi you");
        assertThat(client.post(
                                PLACE + "/endpoints/openapi/chat/completions",
                                "{'model':'meta/x','messages':[{'role':'user','content':'Hi you'}]}")
                        .text())
                .contains("choices", "Hi you");
    }

    @Test
    void claudeStreamsWhereItIsAskedTo() {
        assertThat(client.post(CLAUDE + "streamRawPredict", QUESTION.formatted(",'stream':true"))
                        .eventNames())
                .startsWith("message_start")
                .endsWith("message_stop");
        assertThat(client.post(CLAUDE + "rawPredict", QUESTION.formatted(",'stream':true"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'model':'claude'",
                "'mcp_servers':[]",
                "'output_format':{}",
                "'anthropic_beta':['files-api-2025-04-14']",
                "'anthropic_version':'2023-06-01'",
                "'system':[{'type':'text','text':'x','cache_control':{'type':'ephemeral','scope':'global'}}]"
            })
    void whatOnlyAnthropicTakesIsRefused(String field) {
        Client.Answered answered = client.post(CLAUDE + "rawPredict", QUESTION.formatted("," + field));

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.text()).contains("invalid_request_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'model':'m'", "'store':true", "'labels':{'Team':'x'}", "'labels':{'team':'A b'}"})
    void whatOnlyTheDeveloperApiTakesIsRefused(String field) {
        assertThat(client.post(
                                GEMINI + "generateContent",
                                "{'contents':[{'role':'user','parts':[{'text':'Hi'}]}]," + field + "}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/publishers/google/models/m:generateContent, 200",
        "/projects/p/locations/us-east5/publishers/google/models/m:rawPredict, 404",
        "/projects/p/publishers/google/models/m:generateContent, 404",
        "/models/m:generateContent, 404"
    })
    void onlyDocumentedPathsAreKnown(String path, int status) {
        assertThat(client.post(path, "{'contents':[{'role':'user','parts':[{'text':'Hi'}]}]}")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aKeyInTheHeaderOfTheOtherApiIsNoToken() {
        try (Client keyed = new Client(vendor.baseUrl(), "x-goog-api-key", "k")) {
            Client.Answered answered = keyed.post(GEMINI + "generateContent", "{}");

            assertThat(answered.status()).isEqualTo(401);
            assertThat(answered.text()).contains("UNAUTHENTICATED");
        }
    }

    @Test
    void scriptedRefusalsAreGoogles() {
        vendor.answers(Answer.error(VendorError.of(ErrorKind.RATE_LIMITED)));

        Client.Answered answered = client.post(CLAUDE + "rawPredict", QUESTION.formatted(""));

        assertThat(answered.status()).isEqualTo(429);
        assertThat(answered.text()).contains("RESOURCE_EXHAUSTED");
    }
}
