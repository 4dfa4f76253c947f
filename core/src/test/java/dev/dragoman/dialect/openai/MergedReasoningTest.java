package dev.dragoman.dialect.openai;

import static dev.dragoman.dialect.openai.OpenAi.COMPATIBLE;
import static dev.dragoman.dialect.openai.OpenAi.DIALECT;
import static dev.dragoman.dialect.openai.OpenAi.at;
import static dev.dragoman.dialect.openai.OpenAi.bytes;
import static dev.dragoman.dialect.openai.OpenAi.delta;
import static dev.dragoman.dialect.openai.OpenAi.finish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thoughts inside the text of an answer. */
final class MergedReasoningTest {

    private static final ReplyFrame MERGED =
            new ReplyFrame("chatcmpl-made", "alias", 1_700_000_000, false, false).withMergedReasoning(true);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {'reasoning_content':'hm','content':'Hi'} | <think>hm</think>Hi
            {'reasoning_content':'hm','content':null,'tool_calls':[]} | <think>hm</think>
            {'content':'Hi'} | Hi
            {'reasoning_content':'','content':'Hi'} | Hi
            {'reasoning_content':null,'content':'Hi'} | Hi
            {'content':null} | -
            """)
    void aWholeRelayedAnswerTellsItsThoughtInTheText(String message, String told) {
        JsonObject answer = Json.parseObject(
                DIALECT.relayReply(bytes("{'choices':[{'index':0,'message':" + message + "}]}"), MERGED)
                        .body()
                        .toBytes());

        JsonValue content = at(answer, "choices", 0, "message", "content");
        assertThat(content instanceof JsonString text ? text.value() : null).isEqualTo(told);
        assertThat(answer.toJson()).doesNotContain("reasoning_content");
    }

    @Test
    void whatACompatibleServerCallsItsThoughtIsMergedToo() {
        String[] answers = {
            "{'reasoning':'hm','content':'Hi'}",
            "{'content':'<think>hm</think>Hi'}",
            "{'content':'<thinking>hm</thinking>Hi'}"
        };
        for (String message : answers) {
            String told = new String(
                    COMPATIBLE
                            .relayReply(bytes("{'choices':[{'index':0,'message':" + message + "}]}"), MERGED)
                            .body()
                            .toBytes(),
                    StandardCharsets.UTF_8);

            assertThat(told).contains("\"content\":\"<think>hm</think>Hi\"").doesNotContain("reasoning_content");
        }
    }

    @Test
    void aRelayedStreamOpensAndClosesTheTagsOnce() {
        assertThat(relayed(
                        DIALECT,
                        delta("{'role':'assistant','content':''}"),
                        delta("{'reasoning_content':'a'}"),
                        delta("{'reasoning_content':'b','content':null}"),
                        delta("{'content':''}"),
                        delta("{'content':'Hi'}"),
                        delta("{'content':' you'}"),
                        finish("stop")))
                .isEqualTo("<think>ab</think>Hi you");
    }

    @Test
    void oneChunkMayHoldBoth() {
        assertThat(relayed(DIALECT, delta("{'reasoning_content':'a','content':'Hi'}"), finish("stop")))
                .isEqualTo("<think>a</think>Hi");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'tool_calls':[{'index':0,'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}]}
            {'function_call':{'name':'f','arguments':''}}
            {'refusal':'no'}
            """)
    void aThoughtEndsBeforeWhatIsNoText(String next) {
        EventRelay relay = DIALECT.eventRelay(MERGED);
        List<SseEvent> events = new ArrayList<>();
        relay.relay(SseEvent.data(bytes(delta("{'reasoning_content':'a'}"))), events::add);
        relay.relay(SseEvent.data(bytes(delta(next))), events::add);

        assertThat(events.getLast().text()).contains("\"content\":\"</think>\"");
    }

    @Test
    void aThoughtThatTheEndCutsOffIsClosed() {
        assertThat(relayed(DIALECT, delta("{'reasoning_content':'a'}"), finish("length")))
                .isEqualTo("<think>a</think>");
        assertThat(relayed(DIALECT, delta("{'reasoning_content':'a'}"))).isEqualTo("<think>a</think>");
        assertThat(relayed(COMPATIBLE, delta("{'content':'<think>a</thi'}"))).isEqualTo("<think>a</thi</think>");
    }

    @Test
    void tagsOfACompatibleServerAreMergedHoweverTheyAreCut() {
        String text = "<thinking>hm</thinking>Hi";
        for (int length = 1; length <= text.length(); length++) {
            List<String> chunks = new ArrayList<>();
            for (int from = 0; from < text.length(); from += length) {
                chunks.add(delta("{'content':'" + text.substring(from, Math.min(text.length(), from + length)) + "'}"));
            }
            chunks.add(finish("stop"));

            assertThat(relayed(COMPATIBLE, chunks.toArray(String[]::new))).isEqualTo("<think>hm</think>Hi");
        }
    }

    @Test
    void aTranslatedAnswerTellsEveryThoughtWhereItWasThought() {
        Choice choice = new Choice(
                0,
                List.of(
                        new Part.Thinking("a", "sig"),
                        new Part.Text("Hi"),
                        new Part.Thinking("b", "sig"),
                        new Part.ToolCall("1", "f", "{}")),
                FinishReason.TOOL_CALLS,
                null,
                null,
                null,
                List.of(),
                JsonObject.EMPTY);
        ChatReply reply = new ChatReply("id", "m", 1L, List.of(choice), Usage.NONE, null, JsonObject.EMPTY);

        JsonObject told = OpenAi.written(reply, MERGED);

        assertThat(at(told, "choices", 0, "message", "content"))
                .isEqualTo(new JsonString("<think>a</think>Hi<think>b</think>"));
        assertThat(told.toJson()).doesNotContain("reasoning_content").contains("\"thinking_blocks\":[{");
    }

    @Test
    void aTranslatedStreamTellsThemTheSame() {
        EventWriter writer = DIALECT.eventWriter(MERGED);
        List<SseEvent> events = new ArrayList<>();
        List<ChatEvent> steps = List.of(
                new ChatEvent.Started("id", "m", 1L, null, JsonObject.EMPTY),
                new ChatEvent.Thinking(0, "a"),
                new ChatEvent.Thinking(0, "a"),
                new ChatEvent.ThinkingSignature(0, "sig"),
                new ChatEvent.Text(0, "Hi"),
                new ChatEvent.Thinking(0, "b"),
                new ChatEvent.WholePart(0, new Part.RedactedThinking("x")),
                new ChatEvent.ToolCallStarted(0, 0, "1", "f", false, null),
                new ChatEvent.Thinking(0, "c"),
                new ChatEvent.Finished(0, FinishReason.STOP, null, null),
                new ChatEvent.Ended());

        steps.forEach(step -> writer.write(step, events::add));

        assertThat(text(events)).isEqualTo("<think>aa</think>Hi<think>b</think><think>c</think>");
        String all = String.join("\n", events.stream().map(SseEvent::text).toList());
        assertThat(all).contains("\"signature\":\"sig\"").doesNotContain("reasoning_content");
        assertThat(all.indexOf("<think>b")).isLessThan(all.indexOf("\"name\":\"f\""));
    }

    private static String relayed(OpenAiDialect dialect, String... chunks) {
        EventRelay relay = dialect.eventRelay(MERGED);
        List<SseEvent> events = new ArrayList<>();
        for (String chunk : chunks) {
            relay.relay(SseEvent.data(bytes(chunk)), events::add);
        }
        relay.relay(SseEvent.data(bytes("[DONE]")), events::add);
        assertThat(events).noneMatch(event -> event.text().contains("reasoning_content"));
        return text(events);
    }

    private static String text(List<SseEvent> events) {
        StringBuilder text = new StringBuilder();
        for (SseEvent event : events) {
            if (!event.text().equals("[DONE]")
                    && at(Json.parseObject(event.data()), "choices", 0, "delta") instanceof JsonObject delta) {
                String piece = delta.string("content");
                text.append(piece == null ? "" : piece);
            }
        }
        return text.toString();
    }
}
