package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.FakeCohere;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients of OpenAI's and Anthropic's formats talk through the gateway to Cohere. */
final class CohereThroughGatewayTest {

    private static final String PATH = "/v1/chat/completions";
    private static Gateway gateway;
    private static FakeCohere cohere;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        cohere = gateway.cohere;
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aRequestGoesToVersionTwo() {
        cohere.answers(Answer.text("hi"));

        HttpResponse<String> answer = ask(",\"top_p\":1,\"stop\":\"X\",\"safety_mode\":\"STRICT\"");

        RecordedRequest sent = cohere.lastRequest();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(sent.target()).isEqualTo("/v2/chat");
        assertThat(sent.header("authorization")).contains("Bearer x");
        assertThat(sent.text())
                .contains("\"p\":0.99", "\"stop_sequences\":[\"X\"]", "\"safety_mode\":\"STRICT\"")
                .contains("\"model\":\"command-a-reasoning-08-2025\"");
    }

    @Test
    void whatHasNoWordIsRefusedUnlessItMayBeDropped() {
        cohere.answers(Answer.text("hi"));

        HttpResponse<String> refused = ask(",\"logit_bias\":{\"1\":1}");
        HttpResponse<String> dropped = ask(",\"logit_bias\":{\"1\":1},\"drop_params\":true");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("UnsupportedParamsError", "logit_bias");
        assertThat(dropped.statusCode()).as(dropped.body()).isEqualTo(200);
        assertThat(dropped.headers().firstValue("x-dragoman-dropped-params")).contains("logit_bias");
    }

    @Test
    void thoughtsAndThePlanOfAToolCallComeBackAndGoThereAgain() {
        byte[] planned = """
                {"id":"c-1","finish_reason":"TOOL_CALL","message":{"role":"assistant","tool_plan":"I will look.",
                 "content":[{"type":"thinking","thinking":"hm"}],
                 "tool_calls":[{"id":"weather_1","type":"function","function":{"name":"weather","arguments":"{}"}}]},
                 "usage":{"tokens":{"input_tokens":9,"output_tokens":3}}}""".getBytes(StandardCharsets.UTF_8);
        cohere.answers(Answer.raw(200, "application/json", planned), Answer.text("cold"));

        JsonObject first = message(Json.parseObject(ask("").body()));
        HttpResponse<String> second = gateway.post(
                PATH,
                "{\"model\":\"cohere\",\"messages\":[{\"role\":\"user\",\"content\":\"Weather?\"}," + first.toJson()
                        + ",{\"role\":\"tool\",\"tool_call_id\":\"weather_1\",\"content\":\"3\"}]}");

        assertThat(first.string("reasoning_content")).isEqualTo("hm");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(cohere.lastRequest().json().at("/messages/1").toString())
                .contains("\"tool_plan\":\"I will look.\"", "{\"type\":\"thinking\",\"thinking\":\"hm\"}");
    }

    @Test
    void citationsOfDocumentsAreAnnotations() {
        cohere.answers(
                Answer.of(new Part.Text("Oslo is cold"), new Part.Citation("https://w.example", "Weather", "cold")));

        HttpResponse<String> answer =
                ask(",\"documents\":[{\"data\":{\"text\":\"x\"}}],\"citation_options\":{\"mode\":\"FAST\"}");

        assertThat(answer.body())
                .contains("\"url\":\"https://w.example\"", "\"start_index\":8,\"end_index\":12", "\"citations\":[[");
    }

    @Test
    void aStreamIsHeardAsItWasSaid() {
        cohere.answers(Answer.of(
                        new Part.Thinking("let me see", null),
                        new Part.Text("Grüße 👋 aus Köln"),
                        new Part.ToolCall("weather_7", "weather", "{\"city\":\"Oslo\"}", null))
                .streamed(Streaming.BURST.pieceLength(3).splittingCharacters().pingEvery(2)));

        HttpResponse<String> answer = ask(
                ",\"stream\":true,\"logprobs\":true,\"stream_options\":{\"include_usage\":true},\"tools\":[{\"type\":"
                        + "\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}]");

        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.body())
                .contains(
                        "\"reasoning_content\":\"let\"",
                        "\"weather_7\"",
                        "\"logprob\":-0.25",
                        "\"finish_reason\":\"tool_calls\"",
                        "\"billed_units\":{")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void anErrorInTheStreamEndsItWithATypedError() {
        cohere.answers(Answer.text("one two three four five")
                .streamed(Streaming.BURST.pieceLength(4).failingAfter(4, VendorError.of(ErrorKind.OVERLOADED))));

        HttpResponse<String> answer = ask(",\"stream\":true");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"one \"", "ServiceUnavailableError", "service unavailable");
    }

    @Test
    void aDocumentOfAnthropicsFormatIsOneToCite() {
        cohere.answers(Answer.text("hi"));

        HttpResponse<String> answer = gateway.post("/v1/messages", """
                {"model":"cohere","max_tokens":100,"messages":[{"role":"user","content":[
                  {"type":"document","title":"Plan","source":{"type":"text","media_type":"text/plain","data":"To Oslo."}},
                  {"type":"text","text":"Where to?"}]}]}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(cohere.lastRequest().json().path("documents").toString())
                .isEqualTo("[{\"data\":{\"title\":\"Plan\",\"text\":\"To Oslo.\"}}]");
        assertThat(cohere.lastRequest().json().at("/messages/0/content").stringValue())
                .isEqualTo("Where to?");
    }

    private static HttpResponse<String> ask(String members) {
        return gateway.post(
                PATH,
                "{\"model\":\"cohere\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hi\"}]" + members + "}");
    }

    private static JsonObject message(JsonObject answer) {
        JsonArray choices = Objects.requireNonNull(answer.array("choices"));
        return Objects.requireNonNull(((JsonObject) choices.items().getFirst()).object("message"));
    }
}
