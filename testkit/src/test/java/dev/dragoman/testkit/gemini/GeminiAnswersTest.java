package dev.dragoman.testkit.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.Bodies;
import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeGemini;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class GeminiAnswersTest {

    private static final String PLAIN = "{'contents':[{'role':'user','parts':[{'text':'Hi'}]}]}";
    private static final String MODEL = "/v1beta/models/gemini-2.5-flash";

    private final FakeGemini vendor = FakeGemini.start();
    private final Client client = new Client(vendor.baseUrl(), "x-goog-api-key", "k");

    @AfterEach
    void close() {
        client.close();
        vendor.close();
    }

    @Test
    void echoesTheLastUserText() {
        JsonNode reply = post("").json();

        assertThat(reply.at("/candidates/0/content/parts/0/text").stringValue()).isEqualTo("Hi");
        assertThat(reply.at("/candidates/0/finishReason").stringValue()).isEqualTo("STOP");
        assertThat(reply.path("modelVersion").stringValue()).isEqualTo("gemini-2.5-flash");
        assertThat(reply.at("/usageMetadata/totalTokenCount").intValue()).isPositive();
    }

    @Test
    void allPartsKeepTheirOrder() {
        vendor.answers(Answer.of(
                new Part.Thinking("hm", "c2ln"),
                new Part.Text("So"),
                new Part.ToolCall("id", "f", "{\"x\":1}", "c2ln"),
                new Part.Image("image/png", "aGk="),
                new Part.Audio("audio/wav", "aGk=", "Hi"),
                new Part.Citation("https://x", "X", "So")));

        JsonNode candidate = post("").json().at("/candidates/0");

        assertThat(candidate.at("/content/parts/0/thought").booleanValue()).isTrue();
        assertThat(candidate.at("/content/parts/0/thoughtSignature").stringValue())
                .isEqualTo("c2ln");
        assertThat(candidate.at("/content/parts/2/functionCall/args/x").intValue())
                .isEqualTo(1);
        assertThat(candidate.at("/content/parts/2/thoughtSignature").stringValue())
                .isEqualTo("c2ln");
        assertThat(candidate.at("/content/parts/3/inlineData/mimeType").stringValue())
                .isEqualTo("image/png");
        assertThat(candidate.at("/groundingMetadata/groundingChunks/0/web/uri").stringValue())
                .isEqualTo("https://x");
    }

    @ParameterizedTest
    @CsvSource({"LENGTH, MAX_TOKENS", "CONTENT_FILTER, SAFETY", "REFUSAL, PROHIBITED_CONTENT", "TOOL_CALL, STOP"})
    void everyReasonToStopHasItsWord(Stop stop, String word) {
        vendor.answers(Answer.text("So").stop(stop));

        assertThat(post("").json().at("/candidates/0/finishReason").stringValue())
                .isEqualTo(word);
    }

    @Test
    void aBlockedPromptHasNoCandidates() {
        vendor.answers(Answer.of(Content.of(List.of()).stop(Stop.CONTENT_FILTER)));

        JsonNode reply = post("").json();

        assertThat(reply.has("candidates")).isFalse();
        assertThat(reply.at("/promptFeedback/blockReason").stringValue()).isEqualTo("SAFETY");
    }

    @Test
    void thoughtsAndCachedTokensAreToldApart() {
        vendor.answers(Answer.text("So").usage(new TokenUsage(100, 20, 60, 0, 15)));

        JsonNode usage = post("").json().path("usageMetadata");

        assertThat(usage.path("cachedContentTokenCount").intValue()).isEqualTo(60);
        assertThat(usage.path("thoughtsTokenCount").intValue()).isEqualTo(15);
        assertThat(usage.path("candidatesTokenCount").intValue()).isEqualTo(5);
        assertThat(usage.path("totalTokenCount").intValue()).isEqualTo(120);
    }

    @Test
    void everyCandidateIsThere() {
        assertThat(post("'generation_config':{'candidate_count':3}").json().path("candidates"))
                .hasSize(3);
    }

    @Test
    void streamsEventsThatEndWithAFinishReason() {
        vendor.answers(Answer.of(new Part.Thinking("hm", "c2ln"), new Part.Text("Hello"))
                .streamed(Streaming.BURST.pieceLength(3)));

        List<String> data = client.post(MODEL + ":streamGenerateContent?alt=sse", Bodies.with(PLAIN, ""))
                .data();

        assertThat(data).hasSize(5);
        assertThat(Json.read(data.get(2))
                        .at("/candidates/0/content/parts/0/text")
                        .stringValue())
                .isEqualTo("Hel");
        assertThat(Json.read(data.get(4)).at("/candidates/0/finishReason").stringValue())
                .isEqualTo("STOP");
    }

    @Test
    void streamsAJsonArrayWhenNoEventsAreAskedFor() {
        JsonNode array = client.post(MODEL + ":streamGenerateContent", Bodies.with(PLAIN, ""))
                .json();

        assertThat(array).hasSize(2);
        assertThat(array.at("/1/candidates/0/finishReason").stringValue()).isEqualTo("STOP");
    }

    @ParameterizedTest
    @CsvSource({"'?alt=sse'", "''"})
    void streamMayBreakOffWithAnError(String query) {
        vendor.answers(
                Answer.text("Hello").streamed(Streaming.BURST.failingAfter(1, VendorError.of(ErrorKind.OVERLOADED))));

        Client.Answered answered = client.post(MODEL + ":streamGenerateContent" + query, Bodies.with(PLAIN, ""));
        JsonNode last = query.isEmpty()
                ? answered.json().path(1)
                : Json.read(answered.data().getLast());

        assertThat(last.at("/error/status").stringValue()).isEqualTo("UNAVAILABLE");
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorHasABodyAndAStatus(ErrorKind kind) {
        vendor.answers(Answer.error(kind));

        Client.Answered answered = post("");

        assertThat(answered.status()).isBetween(400, 599);
        assertThat(answered.json().at("/error/code").intValue()).isEqualTo(answered.status());
        assertThat(answered.json().at("/error/message").stringValue()).isNotEmpty();
    }

    @Test
    void rateLimitsTellWhenToComeBack() {
        vendor.answers(Answer.error(VendorError.rateLimited(Duration.ofSeconds(27))));

        JsonNode details = post("").json().at("/error/details/0");

        assertThat(details.path("@type").stringValue()).isEqualTo("type.googleapis.com/google.rpc.RetryInfo");
        assertThat(details.path("retryDelay").stringValue()).isEqualTo("27s");
    }

    @ParameterizedTest
    @CsvSource({"'?alt=sse'", "''"})
    void pingsDoNotDisturb(String query) {
        vendor.answers(
                Answer.text("Hello").streamed(Streaming.BURST.pieceLength(1).pingEvery(1)));

        Client.Answered answered = client.post(MODEL + ":streamGenerateContent" + query, Bodies.with(PLAIN, ""));

        int pieces = query.isEmpty() ? answered.json().size() : answered.data().size();
        assertThat(pieces).isEqualTo(6);
    }

    @Test
    void streamedPartsThatCannotBeCutComeWhole() {
        vendor.answers(Answer.of(
                new Part.Refusal("No."), new Part.RedactedThinking("c2ln"), new Part.ToolCall(null, "f", "", null)));

        List<String> data = client.post(MODEL + ":streamGenerateContent?alt=sse", Bodies.with(PLAIN, ""))
                .data();

        assertThat(Json.read(data.get(1))
                        .at("/candidates/0/content/parts/0/thoughtSignature")
                        .stringValue())
                .isEqualTo("c2ln");
        assertThat(Json.read(data.get(2)).at("/candidates/0/content/parts/0/functionCall/args"))
                .isEmpty();
    }

    @Test
    void modelsAreListed() {
        assertThat(client.get("/v1beta/models").json().at("/models/0/name").stringValue())
                .startsWith("models/");
    }

    @Test
    void unknownModelsKeysAndPathsAreRefused() {
        VendorSettings settings =
                VendorSettings.DEFAULT.withModels("gemini-2.5-pro").requiringKey("right");
        try (FakeGemini strict = FakeGemini.start(settings);
                Client right = new Client(strict.baseUrl(), "x-goog-api-key", "right");
                Client wrong = new Client(strict.baseUrl(), "x-goog-api-key", "wrong")) {
            Client.Answered model = right.post(MODEL + ":generateContent", Bodies.with(PLAIN, ""));
            Client.Answered key = wrong.get("/v1beta/models");

            assertThat(model.status()).isEqualTo(404);
            assertThat(model.text()).contains("models/gemini-2.5-flash is not found for API version v1beta");
            assertThat(key.status()).isEqualTo(400);
            assertThat(key.json().at("/error/details/0/reason").stringValue()).isEqualTo("API_KEY_INVALID");
            assertThat(right.get("/v9/models").status()).isEqualTo(404);
        }
    }

    private Client.Answered post(String fields) {
        return client.post(MODEL + ":generateContent", Bodies.with(PLAIN, fields));
    }
}
