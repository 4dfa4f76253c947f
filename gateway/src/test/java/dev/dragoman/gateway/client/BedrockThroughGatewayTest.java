package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.FakeBedrock;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.bedrock.EventFrames;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client of OpenAI's format talks through the gateway to Bedrock, which checks signatures and speaks binary streams. */
final class BedrockThroughGatewayTest {

    private static final String PATH = "/v1/chat/completions";
    private static Gateway gateway;
    private static FakeBedrock bedrock;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        bedrock = gateway.bedrock;
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aRequestIsSignedForItsRegion() {
        bedrock.answers(Answer.text("hi"));

        HttpResponse<String> answer = ask("");

        RecordedRequest sent = bedrock.lastRequest();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(sent.target()).isEqualTo("/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse");
        assertThat(sent.header("authorization").orElse("")).contains("/eu-west-1/bedrock/aws4_request");
        assertThat(sent.header("accept")).contains("application/json");
        assertThat(sent.json().has("model")).isFalse();
    }

    @Test
    void aBearerKeyNeedsNoSignature() {
        bedrock.answers(Answer.text("hi"));

        HttpResponse<String> answer = gateway.post(PATH, Gateway.question("bedrock-key", false));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(bedrock.lastRequest().header("authorization")).contains("Bearer ABSK-x");
    }

    @Test
    void thoughtsComeBackWithTheirProofAndGoThereAgain() {
        bedrock.answers(Answer.thinking("hm", "c2ln", "4"), Answer.text("5"));

        JsonObject first = object(ask(",\"reasoning_effort\":\"low\"").body());
        HttpResponse<String> second = gateway.post(
                PATH,
                "{\"model\":\"bedrock\",\"messages\":[{\"role\":\"user\",\"content\":\"2+2?\"},"
                        + message(first).toJson() + ",{\"role\":\"user\",\"content\":\"and one?\"}]}");

        assertThat(message(first).string("reasoning_content")).isEqualTo("hm");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(bedrock.lastRequest()
                        .json()
                        .path("messages")
                        .path(1)
                        .path("content")
                        .path(0)
                        .toString())
                .isEqualTo("{\"reasoningContent\":{\"reasoningText\":{\"text\":\"hm\",\"signature\":\"c2ln\"}}}");
    }

    @Test
    void imagesAndCacheMarksGoThere() {
        bedrock.answers(Answer.text("a cat").usage(new TokenUsage(100, 5, 60, 20, 0)));

        HttpResponse<String> answer = gateway.post(PATH, """
                {"model":"bedrock","messages":[
                  {"role":"system","content":[{"type":"text","text":"Be brief","cache_control":{"type":"ephemeral"}}]},
                  {"role":"user","content":[{"type":"text","text":"What is it?"},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}]}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"cached_tokens\":60", "\"prompt_tokens\":100");
        assertThat(bedrock.lastRequest().text())
                .contains("{\"cachePoint\":{\"type\":\"default\"}}", "\"format\":\"png\"");
    }

    @Test
    void structuredOutputIsBoundByTheVendor() {
        bedrock.answers(Answer.text("{\"a\":1}"));

        HttpResponse<String> answer =
                ask(",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":"
                        + "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}}}");

        assertThat(message(object(answer.body())).string("content")).isEqualTo("{\"a\":1}");
        assertThat(bedrock.lastRequest()
                        .json()
                        .path("outputConfig")
                        .path("textFormat")
                        .path("type")
                        .stringValue())
                .isEqualTo("json_schema");
    }

    @Test
    void aBinaryStreamBecomesServerSentEvents() {
        bedrock.answers(Answer.of(
                        new Part.Thinking("let me see", "c2ln"),
                        new Part.Text("Grüße 👋 aus Köln"),
                        new Part.ToolCall("tooluse_7", "weather", "{\"city\":\"Oslo\"}", null))
                .streamed(Streaming.BURST.pieceLength(3).splittingCharacters().pingEvery(2)));

        HttpResponse<String> answer = ask(
                ",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"tools\":[{\"type\":\"function\",\"function\":"
                        + "{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}]");

        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.body())
                .contains(
                        "\"reasoning_content\":\"let\"",
                        "\"tooluse_7\"",
                        "\"finish_reason\":\"tool_calls\"",
                        "\"usage\":{")
                .endsWith("data: [DONE]\n\n");
        assertThat(bedrock.lastRequest().path()).endsWith("/converse-stream");
        assertThat(bedrock.lastRequest().header("accept")).contains("application/vnd.amazon.eventstream");
    }

    @Test
    void throttlingBeforeTheFirstEventIsAPlainError() {
        bedrock.answers(
                Answer.text("x").streamed(Streaming.BURST.failingAfter(0, VendorError.of(ErrorKind.RATE_LIMITED))));

        HttpResponse<String> answer = ask(",\"stream\":true");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("RateLimitError");
    }

    @Test
    void throttlingInTheStreamEndsItWithATypedError() {
        bedrock.answers(Answer.text("one two three four five")
                .streamed(Streaming.BURST.pieceLength(4).failingAfter(3, VendorError.of(ErrorKind.RATE_LIMITED))));

        HttpResponse<String> answer = ask(",\"stream\":true");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"one \"", "RateLimitError", "Too many requests");
    }

    @Test
    void aStreamThatIsCutInsideAMessageIsNoAnswer() {
        bedrock.answers(Answer.text("one two three four five six").with(new Fault.HalfEvent(2)));

        HttpResponse<String> answer = ask(",\"stream\":true");

        assertThat(answer.body()).contains("APIConnectionError").doesNotContain("\"finish_reason\":\"stop\"");
    }

    @Test
    void aBrokenChecksumIsNoAnswer() {
        byte[] message = EventFrames.event(
                "messageStart", dev.dragoman.testkit.json.Json.object().put("role", "assistant"));
        message[message.length - 1] = (byte) (message[message.length - 1] ^ 1);
        bedrock.answers(Answer.raw(200, "application/vnd.amazon.eventstream", message));

        HttpResponse<String> answer = ask(",\"stream\":true");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("checksum");
    }

    @Test
    void anErrorInsteadOfAStreamIsThatError() {
        byte[] body = "{\"message\":\"Access denied\"}".getBytes(StandardCharsets.UTF_8);
        bedrock.answers(Answer.raw(403, "application/json", body).header("x-amzn-errortype", "AccessDeniedException"));

        HttpResponse<String> answer = ask(",\"stream\":true");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("PermissionDeniedError", "Access denied");
    }

    @Test
    void aClientOfAnthropicsFormatIsServedToo() {
        bedrock.answers(Answer.toolCall("weather", "{\"city\":\"Oslo\"}"));

        HttpResponse<String> answer = gateway.post("/v1/messages", """
                {"model":"bedrock","max_tokens":100,"messages":[{"role":"user","content":"Weather?"}],
                 "tools":[{"name":"weather","input_schema":{"type":"object"}}]}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"type\":\"tool_use\"", "\"city\":\"Oslo\"", "\"stop_reason\":\"tool_use\"");
    }

    private static HttpResponse<String> ask(String members) {
        return gateway.post(
                PATH,
                "{\"model\":\"bedrock\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hi\"}]" + members + "}");
    }

    private static JsonObject object(String body) {
        return Json.parseObject(body);
    }

    private static JsonObject message(JsonObject answer) {
        JsonObject choice = (JsonObject) java.util.Objects.requireNonNull(answer.array("choices"))
                .items()
                .getFirst();
        return java.util.Objects.requireNonNull(choice.object("message"));
    }
}
