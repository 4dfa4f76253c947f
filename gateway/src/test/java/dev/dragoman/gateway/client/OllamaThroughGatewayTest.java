package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.FakeOllama;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of OpenAI's and Anthropic's formats talk through the gateway to Ollama, which streams lines of JSON. */
final class OllamaThroughGatewayTest {

    private static final String PATH = "/v1/chat/completions";
    private static final String WEATHER =
            ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}]";

    private static Gateway gateway;
    private static FakeOllama ollama;

    @BeforeAll
    static void start() {
        ollama = FakeOllama.start();
        gateway = Gateway.startOf("""
                model_list:
                  - model_name: ollama
                    litellm_params: {model: "ollama/llama3.2:3b", api_base: "%1$s/", num_ctx: 8192, keep_alive: 10m}
                  - model_name: keyed
                    litellm_params: {model: ollama_chat/gpt-oss, api_key: k, api_base: "%1$s/api/chat"}
                  - model_name: no-tools
                    litellm_params: {model: ollama_chat/no-tools-2b, api_base: "%1$s"}
                router_settings: {num_retries: 0}
                """.formatted(ollama.baseUrl()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ollama.close();
    }

    @Test
    void settingsOfTheDeploymentAreOptionsOfTheModel() {
        ollama.answers(Answer.text("hi"));

        HttpResponse<String> answer = ask("ollama", ",\"max_tokens\":10,\"temperature\":0.5");

        RecordedRequest sent = ollama.lastRequest();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(sent.target()).isEqualTo("/api/chat");
        assertThat(sent.header("authorization")).isEmpty();
        assertThat(sent.json().path("model").stringValue()).isEqualTo("llama3.2:3b");
        assertThat(sent.json().path("stream").booleanValue()).isFalse();
        assertThat(sent.json().path("keep_alive").stringValue()).isEqualTo("10m");
        assertThat(sent.json().path("options").toString())
                .isEqualTo("{\"num_predict\":10,\"temperature\":0.5,\"num_ctx\":8192}");
    }

    @Test
    void aKeyIsSentWhereThereIsOne() {
        ollama.answers(Answer.text("hi"));

        ask("keyed", ",\"reasoning_effort\":\"high\"");

        assertThat(ollama.lastRequest().header("authorization")).contains("Bearer k");
        assertThat(ollama.lastRequest().json().path("think").stringValue()).isEqualTo("high");
    }

    @Test
    void aCallWithoutAnIdGetsOneThatItsResultComesBackUnder() {
        ollama.answers(Answer.toolCall("weather", "{\"city\":\"Oslo\"}"), Answer.text("cold"));

        JsonObject first = message(Json.parseObject(ask("ollama", WEATHER).body()));
        JsonObject call = (JsonObject)
                Objects.requireNonNull(first.array("tool_calls")).items().getFirst();
        String id = Objects.requireNonNull(call.string("id"));
        HttpResponse<String> second = gateway.post(
                PATH,
                "{\"model\":\"ollama\",\"messages\":[{\"role\":\"user\",\"content\":\"Weather?\"}," + first.toJson()
                        + ",{\"role\":\"tool\",\"tool_call_id\":\"" + id + "\",\"content\":\"3\"}]}");

        assertThat(id).startsWith("call_");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(ollama.lastRequest().json().path("messages").path(1).toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"id\":\"" + id
                        + "\",\"function\":{\"name\":\"weather\",\"arguments\":{\"city\":\"Oslo\"}}}]}");
        assertThat(ollama.lastRequest().json().path("messages").path(2).toString())
                .isEqualTo("{\"role\":\"tool\",\"content\":\"3\",\"tool_name\":\"weather\",\"tool_call_id\":\"" + id
                        + "\"}");
    }

    @Test
    void aStreamOfLinesBecomesServerSentEvents() {
        ollama.answers(Answer.of(
                        new Part.Thinking("let me see", null),
                        new Part.Text("Grüße 👋 aus Köln"),
                        new Part.ToolCall("call_7", "weather", "{\"city\":\"Oslo\"}", null))
                .streamed(Streaming.BURST.pieceLength(3).splittingCharacters().pingEvery(2)));

        HttpResponse<String> answer = ask(
                "ollama", ",\"stream\":true,\"logprobs\":true,\"stream_options\":{\"include_usage\":true}" + WEATHER);

        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.body())
                .contains(
                        "\"reasoning_content\":\"let\"",
                        "\"call_7\"",
                        "\"logprob\":-0.25",
                        "\"finish_reason\":\"tool_calls\"",
                        "\"usage\":{")
                .endsWith("data: [DONE]\n\n");
        assertThat(ollama.lastRequest().json().path("stream").booleanValue()).isTrue();
        assertThat(ollama.lastRequest().header("accept")).contains("application/x-ndjson");
    }

    @Test
    void anErrorBeforeTheFirstWordIsAPlainError() {
        ollama.answers(
                Answer.text("x").streamed(Streaming.BURST.failingAfter(0, VendorError.of(ErrorKind.OVERLOADED))));

        HttpResponse<String> answer = ask("ollama", ",\"stream\":true");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("ServiceUnavailableError", "server busy");
    }

    @Test
    void anErrorInTheStreamEndsItWithATypedError() {
        ollama.answers(Answer.text("one two three four five")
                .streamed(Streaming.BURST.pieceLength(4).failingAfter(3, VendorError.of(ErrorKind.SERVER_ERROR))));

        HttpResponse<String> answer = ask("ollama", ",\"stream\":true");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"one \"", "InternalServerError", "more system memory");
    }

    @Test
    void aStreamThatIsCutInsideALineIsNoAnswer() {
        ollama.answers(Answer.text("one two three four five six seven eight").with(new Fault.HalfEvent(2)));

        HttpResponse<String> answer = ask("ollama", ",\"stream\":true");

        assertThat(answer.body())
                .contains("APIConnectionError", "inside a line")
                .doesNotContain("\"finish_reason\":\"stop\"");
    }

    @Test
    void aLineThatIsNoJsonIsNoAnswer() {
        byte[] body = "{\"model\":\"m\",\n".getBytes(StandardCharsets.UTF_8);
        ollama.answers(Answer.rawStream("application/x-ndjson", List.of(body)));

        HttpResponse<String> answer = ask("ollama", ",\"stream\":true");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("no JSON");
    }

    @Test
    void aModelWithoutToolsSaysSo() {
        HttpResponse<String> answer = ask("no-tools", WEATHER);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("UnsupportedParamsError", "does not support tools", "\"param\":\"tools\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"required\"", "{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}"})
    void aCallCannotBeDemanded(String choice) {
        ollama.answers(Answer.toolCall("weather", "{}"));

        HttpResponse<String> refused = ask("ollama", WEATHER + ",\"tool_choice\":" + choice);
        HttpResponse<String> dropped = ask("ollama", WEATHER + ",\"drop_params\":true,\"tool_choice\":" + choice);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("UnsupportedParamsError", "tool_choice");
        assertThat(dropped.statusCode()).as(dropped.body()).isEqualTo(200);
    }

    @Test
    void aClientOfAnthropicsFormatIsServedToo() {
        ollama.answers(Answer.of(
                new Part.Thinking("hm", null), new Part.ToolCall(null, "weather", "{\"city\":\"Oslo\"}", null)));

        HttpResponse<String> answer = gateway.post("/v1/messages", """
                {"model":"keyed","max_tokens":100,"messages":[{"role":"user","content":[
                  {"type":"text","text":"Weather?"},
                  {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}]}],
                 "tools":[{"name":"weather","input_schema":{"type":"object"}}]}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"thinking\":\"hm\"", "\"type\":\"tool_use\"", "\"stop_reason\":\"tool_use\"");
        assertThat(ollama.lastRequest().json().at("/messages/0/images").toString())
                .isEqualTo("[\"iVBORw0KGgo=\"]");
    }

    private static HttpResponse<String> ask(String model, String members) {
        return gateway.post(
                PATH,
                "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hi\"}]" + members
                        + "}");
    }

    private static JsonObject message(JsonObject answer) {
        JsonArray choices = Objects.requireNonNull(answer.array("choices"));
        return Objects.requireNonNull(((JsonObject) choices.items().getFirst()).object("message"));
    }
}
