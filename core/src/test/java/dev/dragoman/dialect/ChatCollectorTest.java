package dev.dragoman.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChatCollectorTest {

    private final ChatCollector collector = new ChatCollector();

    @Test
    void anUnfinishedStreamIsWhatWasHeardSoFar() {
        hear(
                new ChatEvent.Started("id", "m", 5L, "flex", JsonObject.EMPTY),
                new ChatEvent.Text(0, "Hel"),
                new ChatEvent.Text(0, "lo"));

        ChatReply reply = collector.reply();

        assertThat(collector.complete()).isFalse();
        assertThat(reply.choices().getFirst().finish()).isNull();
        assertThat(reply.choices().getFirst().parts()).containsExactly(new Part.Text("Hello"));
        assertThat(reply.serviceTier()).isEqualTo("flex");
    }

    @Test
    void callsToldInTurnsKeepTheirArgumentsApart() {
        hear(
                new ChatEvent.ToolCallStarted(0, 0, "a", "f", false, "s"),
                new ChatEvent.ToolCallStarted(0, 1, "b", "g", true, null),
                new ChatEvent.ToolArguments(0, 0, "{"),
                new ChatEvent.ToolArguments(0, 1, "x"),
                new ChatEvent.ToolArguments(0, 0, "}"),
                new ChatEvent.ToolArguments(0, 9, "lost"));

        assertThat(parts())
                .containsExactly(
                        new Part.ToolCall("a", "f", "{}", false, "s", null),
                        new Part.ToolCall("b", "g", "x", true, null, null));
    }

    @Test
    void aSignatureEndsItsThought() {
        hear(
                new ChatEvent.Thinking(0, "a"),
                new ChatEvent.ThinkingSignature(0, "s"),
                new ChatEvent.Thinking(0, "b"),
                new ChatEvent.WholePart(0, new Part.RedactedThinking("d")),
                new ChatEvent.Thinking(0, "c"));

        assertThat(parts())
                .containsExactly(
                        new Part.Thinking("a", "s"),
                        new Part.Thinking("b", null),
                        new Part.RedactedThinking("d"),
                        new Part.Thinking("c", null));
    }

    @Test
    void citationsBelongToTheTextBeforeThem() {
        JsonObject citation = Json.parseObject("{\"x\":1}");
        hear(
                new ChatEvent.Text(0, "a"),
                new ChatEvent.Citation(0, citation),
                new ChatEvent.Text(0, "b"),
                new ChatEvent.TextSignature(0, "s"));

        assertThat(parts())
                .containsExactly(
                        new Part.Text("a", null, List.of(citation), null), new Part.Text("b", null, List.of(), "s"));
    }

    @Test
    void choicesStandInTheOrderOfTheirNumbers() {
        hear(new ChatEvent.Text(1, "b"), new ChatEvent.Text(0, "a"));

        assertThat(collector.reply().choices()).extracting(Choice::index).containsExactly(0, 1);
    }

    @Test
    void probabilitiesAndMembersGoOnWhereTheyEnded() {
        hear(
                new ChatEvent.Logprobs(0, Json.parse("{\"content\":[1],\"refusal\":null}")),
                new ChatEvent.Logprobs(0, Json.parse("{\"content\":[2],\"refusal\":null}")),
                new ChatEvent.Extras(0, Json.parseObject("{\"p\":{\"a\":1},\"q\":1}")),
                new ChatEvent.Extras(0, Json.parseObject("{\"p\":{\"b\":2},\"q\":2}")));

        Choice choice = collector.reply().choices().getFirst();

        assertThat(choice.logprobs()).isEqualTo(Json.parse("{\"content\":[1,2],\"refusal\":null}"));
        assertThat(choice.extras()).isEqualTo(Json.parse("{\"p\":{\"a\":1,\"b\":2},\"q\":2}"));
    }

    @Test
    void usageIsCompletedByLaterReports() {
        hear(
                new ChatEvent.UsageReported(Usage.of(10, 1)),
                new ChatEvent.UsageReported(
                        new Usage(null, 7L, null, null, null, null, null, null, null, JsonObject.EMPTY)),
                new ChatEvent.Finished(0, FinishReason.STOP, "end_turn", "END"),
                new ChatEvent.Ended());

        assertThat(collector.reply().usage()).isEqualTo(Usage.of(10, 7));
        assertThat(collector.reply().choices().getFirst().nativeFinish()).isEqualTo("end_turn");
        assertThat(collector.complete()).isTrue();
    }

    private List<Part> parts() {
        return collector.reply().choices().getFirst().parts();
    }

    private void hear(ChatEvent... events) {
        for (ChatEvent event : events) {
            collector.accept(event);
        }
    }
}
