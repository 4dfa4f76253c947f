package dev.dragoman.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class OpenAiEventWriterTest {

    private static final Golden GOLDEN = new Golden("openai");

    private static final ChatEvent.Started STARTED = new ChatEvent.Started("msg_1", "x", 5L, null, JsonObject.EMPTY);

    @Test
    void parallelCallsAreToldInPiecesAsTheFileSays() {
        List<SseEvent> written = write(
                frame(true, false),
                STARTED,
                new ChatEvent.Thinking(0, "hm"),
                new ChatEvent.ThinkingSignature(0, "s"),
                new ChatEvent.Text(0, "Hi"),
                new ChatEvent.ToolCallStarted(0, 0, "call_a", "f", false, "sig"),
                new ChatEvent.ToolCallStarted(0, 1, "call_b", "g", true, null),
                new ChatEvent.ToolArguments(0, 0, "{\"a\":"),
                new ChatEvent.ToolArguments(0, 1, "go"),
                new ChatEvent.ToolArguments(0, 0, "1}"),
                new ChatEvent.UsageReported(Usage.of(3, 4)),
                new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null),
                new ChatEvent.Ended());

        assertThat(written.getLast().text()).isEqualTo("[DONE]");
        GOLDEN.assertSame(Golden.data(written.subList(0, written.size() - 1)), "parallel-calls.stream.out.json");
    }

    @Test
    void usageIsToldOnlyToWhoAskedForIt() {
        List<SseEvent> written = write(
                frame(false, false),
                STARTED,
                new ChatEvent.UsageReported(Usage.of(3, 4)),
                new ChatEvent.Finished(0, FinishReason.STOP, null, null),
                new ChatEvent.Ended());

        assertThat(written).noneMatch(event -> event.text().contains("usage"));
        assertThat(written.getLast().text()).isEqualTo("[DONE]");
    }

    @Test
    void theFirstCallIsToldInTheOlderFormToWhoAskedInIt() {
        List<SseEvent> written = write(
                frame(false, true),
                STARTED,
                new ChatEvent.ToolCallStarted(0, 0, "a", "f", false, null),
                new ChatEvent.ToolArguments(0, 0, "{}"),
                new ChatEvent.ToolCallStarted(0, 1, "b", "g", false, null),
                new ChatEvent.ToolArguments(0, 1, "[]"),
                new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null));

        assertThat(delta(written.get(1)))
                .isEqualTo(Json.parse("{\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}"));
        assertThat(delta(written.get(2))).isEqualTo(Json.parse("{\"function_call\":{\"arguments\":\"{}\"}}"));
        assertThat(written.getLast().text()).contains("\"finish_reason\":\"function_call\"");
        assertThat(written)
                .noneMatch(event ->
                        event.text().contains("tool_calls") || event.text().contains("[]\""));
    }

    @Test
    void everyChoiceNamesItsRoleOnce() {
        List<SseEvent> written = write(
                frame(false, false),
                STARTED,
                new ChatEvent.Text(0, "a"),
                new ChatEvent.Text(1, "b"),
                new ChatEvent.Text(1, "c"));

        assertThat(written.stream()
                        .filter(event -> event.text().contains("\"role\""))
                        .toList())
                .hasSize(2);
        assertThat(written.get(2).text()).contains("\"index\":1", "\"role\":\"assistant\"");
    }

    @Test
    void customCallsOfDifferentChoicesAreKeptApart() {
        List<SseEvent> written = write(
                frame(false, false),
                STARTED,
                new ChatEvent.ToolCallStarted(0, 0, "a", "f", true, null),
                new ChatEvent.ToolCallStarted(1, 0, "b", "g", false, null),
                new ChatEvent.ToolArguments(1, 0, "{}"));

        assertThat(written.getLast().text()).contains("\"function\":{\"arguments\":\"{}\"}");
    }

    @Test
    void aVendorsBlockIsShownUnlessItsDialectListsIt() {
        Part.Opaque listed = new Part.Opaque("anthropic", Json.parse("{\"type\":\"server_tool_use\"}"));
        Part.Opaque alone = new Part.Opaque("anthropic", Json.parse("{\"type\":\"strange\"}"));

        List<SseEvent> written = write(
                frame(false, false),
                STARTED,
                new ChatEvent.WholePart(0, listed),
                new ChatEvent.Extras(0, JsonObject.of("server_tool_calls", JsonArray.of(listed.block()))),
                new ChatEvent.WholePart(0, alone),
                new ChatEvent.Text(0, "x"));

        assertThat(delta(written.get(1)))
                .isEqualTo(Json.parse(
                        "{\"provider_specific_fields\":{\"server_tool_calls\":[{\"type\":\"server_tool_use\"}]}}"));
        assertThat(delta(written.get(2)))
                .isEqualTo(Json.parse("{\"provider_specific_fields\":{\"vendor_block\":{\"type\":\"strange\"}}}"));
        assertThat(written).hasSize(4);
    }

    @Test
    void membersGoWhereClientsLookForThem() {
        List<SseEvent> written = write(
                frame(false, false),
                STARTED,
                new ChatEvent.Extras(
                        0,
                        Json.parseObject("{\"content_filter_results\":{},\"vertex_ai_safety_results\":[],"
                                + "\"finishMessage\":\"x\"}")),
                new ChatEvent.Finished(0, FinishReason.STOP, "pause_turn", "END"));

        JsonObject chunk = Json.parseObject(written.get(1).data());
        assertThat(chunk.has("vertex_ai_safety_results")).isTrue();
        assertThat(written.get(1).text())
                .contains(
                        "\"delta\":{\"provider_specific_fields\":{\"finishMessage\":\"x\"}},\"content_filter_results\":{}");
        assertThat(delta(written.get(2)))
                .isEqualTo(Json.parse("{\"provider_specific_fields\":{\"native_finish_reason\":\"pause_turn\","
                        + "\"stop_sequence\":\"END\"}}"));
    }

    @Test
    void partsThatComeWholeAreToldAsWhatTheyAre() {
        MediaSource png = new MediaSource.Base64("image/png", "iVBO");

        List<SseEvent> written = write(
                frame(false, false),
                STARTED,
                new ChatEvent.WholePart(0, new Part.Image(png, null, null)),
                new ChatEvent.WholePart(0, new Part.Image(png, null, null)),
                new ChatEvent.WholePart(0, new Part.ToolCall("c", "f", "{}")),
                new ChatEvent.WholePart(0, new Part.SpokenAudio("a", "UklG", null, "wav", null)),
                new ChatEvent.WholePart(0, new Part.Document(png, "a.png", null, null, null)));

        assertThat(written.get(1).text()).contains("\"index\":0,\"image_url\"");
        assertThat(written.get(2).text()).contains("\"index\":1,\"image_url\"");
        assertThat(written.get(3).text()).contains("\"arguments\":\"{}\"");
        assertThat(written.get(4).text()).contains("\"audio\":{\"id\":\"a\",\"data\":\"UklG\"}");
        assertThat(written.get(5).text()).contains("\"content_parts\":[{\"type\":\"file\"");
    }

    @Test
    void halvesOfASurrogatePairSurvive() {
        List<SseEvent> written =
                write(frame(false, false), STARTED, new ChatEvent.Text(0, "\uD83C"), new ChatEvent.Text(0, "\uDFD4"));

        assertThat(written.get(1).text()).contains("\\ud83c");
        assertThat(written.get(2).text()).contains("\\udfd4");
    }

    private static JsonObject delta(SseEvent event) {
        JsonArray choices = (JsonArray) Json.parseObject(event.data()).get("choices");
        return Objects.requireNonNull(
                ((JsonObject) Objects.requireNonNull(choices).items().getFirst()).object("delta"));
    }

    private static ReplyFrame frame(boolean usage, boolean legacy) {
        return new ReplyFrame("chatcmpl-made", "public", 9, usage, legacy);
    }

    private static List<SseEvent> write(ReplyFrame frame, ChatEvent... events) {
        EventWriter writer = new OpenAiDialect().eventWriter(frame);
        List<SseEvent> written = new ArrayList<>();
        for (ChatEvent event : events) {
            writer.write(event, written::add);
        }
        return written;
    }
}
