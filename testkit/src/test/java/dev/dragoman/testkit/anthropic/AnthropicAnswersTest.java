package dev.dragoman.testkit.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.Bodies;
import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeAnthropic;
import dev.dragoman.testkit.answer.Answer;
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

class AnthropicAnswersTest {

    private static final String PLAIN =
            "{'model':'claude-sonnet-4-5','max_tokens':50,'messages':[{'role':'user','content':'Hi'}]}";

    private final FakeAnthropic vendor = FakeAnthropic.start();
    private final Client client = client(vendor);

    @AfterEach
    void close() {
        client.close();
        vendor.close();
    }

    @Test
    void echoesTheLastUserText() {
        JsonNode message = post("").json();

        assertThat(message.at("/content/0/text").stringValue()).isEqualTo("Hi");
        assertThat(message.path("stop_reason").stringValue()).isEqualTo("end_turn");
        assertThat(message.path("stop_sequence").isNull()).isTrue();
        assertThat(message.at("/usage/input_tokens").intValue()).isPositive();
    }

    @Test
    void allPartsBecomeBlocksInOrder() {
        vendor.answers(Answer.of(
                new Part.Thinking("hm", "sig"),
                new Part.RedactedThinking("hidden"),
                new Part.Text("So"),
                new Part.Citation("https://x", "X", "so"),
                new Part.ToolCall(null, "f", "{\"x\":1}", null)));

        JsonNode message = post("").json();

        assertThat(message.path("content")
                        .valueStream()
                        .map(block -> block.path("type").stringValue()))
                .containsExactly("thinking", "redacted_thinking", "text", "tool_use");
        assertThat(message.at("/content/0/signature").stringValue()).isEqualTo("sig");
        assertThat(message.at("/content/2/citations/0/url").stringValue()).isEqualTo("https://x");
        assertThat(message.at("/content/3/input/x").intValue()).isEqualTo(1);
        assertThat(message.at("/content/3/id").stringValue()).startsWith("toolu_");
        assertThat(message.path("stop_reason").stringValue()).isEqualTo("tool_use");
    }

    @ParameterizedTest
    @CsvSource({
        "LENGTH, max_tokens",
        "STOP_SEQUENCE, stop_sequence",
        "PAUSE, pause_turn",
        "CONTENT_FILTER, refusal",
        "CONTEXT_FULL, model_context_window_exceeded"
    })
    void everyReasonToStopHasItsWord(Stop stop, String word) {
        vendor.answers(Answer.text("So").stop(stop));

        assertThat(post("").json().path("stop_reason").stringValue()).isEqualTo(word);
    }

    @Test
    void theStopSequenceIsNamed() {
        vendor.answers(Answer.text("So").stop(Stop.STOP_SEQUENCE));

        assertThat(post("'stop_sequences':['END']").json().path("stop_sequence").stringValue())
                .isEqualTo("END");
    }

    @Test
    void refusalsAreExplained() {
        vendor.answers(Answer.refusal("No."));

        JsonNode message = post("").json();

        assertThat(message.path("content")).isEmpty();
        assertThat(message.at("/stop_details/explanation").stringValue()).isEqualTo("No.");
    }

    @Test
    void cachedTokensAreToldApart() {
        vendor.answers(Answer.text("So").usage(new TokenUsage(100, 20, 60, 30, 5)));

        JsonNode usage = post("").json().path("usage");

        assertThat(usage.path("input_tokens").intValue()).isEqualTo(10);
        assertThat(usage.path("cache_read_input_tokens").intValue()).isEqualTo(60);
        assertThat(usage.path("cache_creation_input_tokens").intValue()).isEqualTo(30);
        assertThat(usage.at("/output_tokens_details/thinking_tokens").intValue())
                .isEqualTo(5);
    }

    @Test
    void streamHasTheVendorsEventsInOrder() {
        vendor.answers(Answer.of(new Part.Text("Hello"), new Part.ToolCall("t", "f", "{\"x\":1}", null))
                .streamed(Streaming.BURST.pieceLength(3)));

        List<String> names = post("'stream':true").eventNames();

        assertThat(names)
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "ping",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
    }

    @Test
    void streamedThinkingEndsWithItsSignature() {
        vendor.answers(Answer.thinking("hm", "sig", "So"));

        List<String> data = post("'stream':true").data();

        assertThat(Json.read(data.get(3)).at("/delta/thinking").stringValue()).isEqualTo("hm");
        assertThat(Json.read(data.get(4)).at("/delta/signature").stringValue()).isEqualTo("sig");
    }

    @Test
    void streamedToolInputIsJsonInPieces() {
        vendor.answers(Answer.toolCall("f", "{\"city\":\"Oslo\"}").streamed(Streaming.BURST.pieceLength(5)));

        String input = post("'stream':true").data().stream()
                .map(Json::read)
                .map(event -> event.at("/delta/partial_json").asString(""))
                .reduce("", String::concat);

        assertThat(input).isEqualTo("{\"city\":\"Oslo\"}");
    }

    @Test
    void streamedCitationsComeBeforeTheirText() {
        vendor.answers(Answer.of(new Part.Text("So"), new Part.Citation("https://x", "X", "So")));

        assertThat(post("'stream':true").data())
                .anySatisfy(event -> assertThat(
                                Json.read(event).at("/delta/citation/url").asString(""))
                        .isEqualTo("https://x"));
    }

    @Test
    void streamMayBreakOffWithAnErrorEvent() {
        vendor.answers(
                Answer.text("Hello").streamed(Streaming.BURST.failingAfter(3, VendorError.of(ErrorKind.OVERLOADED))));

        Client.Answered answered = post("'stream':true");

        assertThat(answered.eventNames()).hasSize(4).last().isEqualTo("error");
        assertThat(Json.read(answered.data().getLast()).at("/error/type").stringValue())
                .isEqualTo("overloaded_error");
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorHasABodyAndAStatus(ErrorKind kind) {
        vendor.answers(Answer.error(kind));

        Client.Answered answered = post("");

        assertThat(answered.status()).isEqualTo(kind == ErrorKind.OVERLOADED ? 529 : kind.usualStatus());
        assertThat(answered.json().at("/error/message").stringValue()).isNotEmpty();
    }

    @Test
    void rateLimitsTellWhenToComeBack() {
        vendor.answers(Answer.error(VendorError.rateLimited(Duration.ofSeconds(7))));

        assertThat(post("").header("retry-after")).isEqualTo("7");
    }

    @Test
    void pingsAreEvents() {
        vendor.answers(Answer.text("Hello").streamed(Streaming.BURST.pingEvery(2)));

        assertThat(post("'stream':true").eventNames())
                .filteredOn("ping"::equals)
                .hasSizeGreaterThan(2);
    }

    @Test
    void scriptsThatTheVendorCannotSaySaySo() {
        vendor.answers(
                Answer.of(new Part.Image("image/png", "aGk=")),
                Answer.of(new Part.Audio("audio/wav", "aGk=", "Hi")),
                Answer.of(new Part.Citation("https://x", "X", "So")));

        assertThat(post("").text()).contains("answer part: Image");
        assertThat(post("").text()).contains("answer part: Audio");
        assertThat(post("").text()).contains("expected: a text before it");
    }

    @Test
    void modelsAreListed() {
        assertThat(client.get("/v1/models").json().at("/data/0/type").stringValue())
                .isEqualTo("model");
    }

    @Test
    void unknownModelsAndPathsAreNotFound() {
        try (FakeAnthropic strict = FakeAnthropic.start(VendorSettings.DEFAULT.withModels("claude-haiku-4-5"));
                Client strictClient = client(strict)) {
            Client.Answered model = strictClient.post("/v1/messages", Bodies.with(PLAIN, ""));
            Client.Answered path = strictClient.get("/v2");

            assertThat(model.status()).isEqualTo(404);
            assertThat(model.json().at("/error/message").stringValue()).isEqualTo("model: claude-sonnet-4-5");
            assertThat(path.json().at("/error/type").stringValue()).isEqualTo("not_found_error");
        }
    }

    private Client.Answered post(String fields) {
        return client.post("/v1/messages", Bodies.with(PLAIN, fields));
    }

    private static Client client(FakeAnthropic vendor) {
        return new Client(vendor.baseUrl(), "x-api-key", "k", "anthropic-version", "2023-06-01");
    }
}
