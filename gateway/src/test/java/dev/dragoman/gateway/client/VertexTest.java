package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients ask of models at Vertex AI arrives as Vertex AI takes it. */
final class VertexTest {

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.vertex.forgetRequests();
    }

    @Test
    void aRequestInClaudesOwnWordsLosesOnlyWhatVertexRefuses() {
        String body = "{'model':'vertex-claude','max_tokens':50,'system':[{'type':'text','text':'Be brief.',"
                + "'cache_control':{'type':'ephemeral','scope':'global'}}],'messages':[{'role':'user','content':'Hi'}]}";

        HttpResponse<String> answer = gateway.post(
                "/v1/messages",
                json(body),
                "anthropic-beta",
                "claude-code-20250219,context-1m-2025-08-07",
                "anthropic-version",
                "2023-06-01");

        RecordedRequest sent = gateway.vertex.lastRequest();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(sent.path())
                .isEqualTo("/v1/projects/project-of-the-key/locations/us-east5/publishers/anthropic/models/"
                        + "claude-sonnet-4-5@20250929:rawPredict");
        assertThat(sent.header("anthropic-version")).isEmpty();
        assertThat(sent.header("authorization")).contains("Bearer ya29.fake");
        assertThat(sent.header("anthropic-beta").orElse("")).doesNotContain("claude-code");
        assertThat(sent.json())
                .isEqualTo(Json.read(json("{'max_tokens':50,'system':[{'type':'text',"
                        + "'text':'Be brief.','cache_control':{'type':'ephemeral'}}],'messages':"
                        + "[{'role':'user','content':'Hi'}],'anthropic_version':'vertex-2023-10-16'}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vertex-gemini", "vertex-claude", "vertex-open"})
    void toolsAreOfferedAndCalled(String model) {
        gateway.vertex.answers(Answer.toolCall("weather", "{\"city\":\"Köln\"}"));

        HttpResponse<String> answer = gateway.post(
                "/v1/chat/completions",
                json("{'model':'" + model
                        + "','max_tokens':50,'messages':[{'role':'user','content':'Weather?'}],'tools':"
                        + "[{'type':'function','function':{'name':'weather','parameters':{'type':'object','properties':"
                        + "{'city':{'type':'string'}},'required':['city']}}}]}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"finish_reason\":\"tool_calls\"", "\"name\":\"weather\"", "Köln");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vertex-gemini", "vertex-claude", "vertex-open"})
    void anAnswerIsBoundToASchema(String model) {
        gateway.vertex.answers(Answer.text("{\"n\":1}"));

        HttpResponse<String> answer = gateway.post(
                "/v1/chat/completions",
                json("{'model':'" + model + "','max_tokens':50,'messages':[{'role':'user','content':'n?'}],"
                        + "'response_format':{'type':'json_schema','json_schema':{'name':'n','strict':true,'schema':"
                        + "{'type':'object','properties':{'n':{'type':'integer'}},'required':['n'],"
                        + "'additionalProperties':false}}}}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("{\\\"n\\\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vertex-gemini", "vertex-claude", "vertex-open"})
    void theFrontEndsRefusalsAreUnderstood(String model) {
        gateway.vertex.answers(Answer.error(VendorError.of(ErrorKind.PERMISSION_DENIED)));

        HttpResponse<String> answer = gateway.post("/v1/chat/completions", Gateway.question(model, true));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("The caller does not have permission");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vertex_project", "vertex_location", "vertex_credentials"})
    void clientsDoNotChooseWhoPays(String setting) {
        String body =
                Gateway.question("vertex-gemini", false).replace("{\"model\"", "{\"" + setting + "\":\"x\",\"model\"");

        HttpResponse<String> answer = gateway.post("/v1/chat/completions", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(setting + " is not allowed");
        assertThat(gateway.vertex.requests()).isEmpty();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
