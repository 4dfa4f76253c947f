package dev.dragoman.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class AnthropicEventWriterTest {

    private static final Golden GOLDEN = new Golden("anthropic");

    private static final ReplyFrame FRAME = new ReplyFrame("msg_made", "claude", 0, true, false);

    private final EventWriter writer = new AnthropicDialect().eventWriter(FRAME);
    private final List<SseEvent> written = new ArrayList<>();

    @Test
    void anAnswerOfAnotherVendorIsToldInTheExactOrder() {
        write(
                new ChatEvent.Started("chatcmpl-1", "gpt", 1L, null, JsonObject.EMPTY),
                new ChatEvent.Thinking(0, "hm"),
                new ChatEvent.Text(0, "Hel"),
                new ChatEvent.Text(0, "lo"),
                new ChatEvent.ToolCallStarted(0, 0, "call_1", "lookup", false, null),
                new ChatEvent.ToolArguments(0, 0, "{\"q\":"),
                new ChatEvent.ToolArguments(0, 0, "1}"),
                new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null),
                new ChatEvent.UsageReported(Usage.of(21, 34)),
                new ChatEvent.Ended());

        GOLDEN.assertSame(Golden.data(written), "foreign.stream.out.json");
        assertThat(written)
                .allSatisfy(event -> assertThat(Json.parseObject(event.data()).string("type"))
                        .isEqualTo(event.event()));
    }

    @Test
    void anAnswerOfAnthropicsComesBackAsItWas() {
        EventReader reader = new AnthropicDialect().eventReader();
        GOLDEN.events("rich.stream.in.sse")
                .forEach(event -> reader.read(event, heard -> writer.write(heard, written::add)));

        GOLDEN.assertSame(Golden.data(written), "rich.stream.out.json");
    }

    @Test
    void argumentsToldInTurnsAreToldOneCallAfterTheOther() {
        write(
                new ChatEvent.ToolCallStarted(0, 0, "a", "f", false, null),
                new ChatEvent.ToolCallStarted(0, 1, "b", "g", false, null),
                new ChatEvent.ToolArguments(0, 0, "{\"x\":"),
                new ChatEvent.ToolArguments(0, 1, "{\"y\":\"}\"}"),
                new ChatEvent.ToolArguments(0, 0, "1}"),
                new ChatEvent.ToolCallStarted(0, 2, "c", "h", false, null),
                new ChatEvent.ToolArguments(0, 2, "{}"),
                new ChatEvent.Text(0, "done"));

        assertThat(blocks()).containsExactly("0 a {\"x\":1}", "1 b {\"y\":\"}\"}", "2 c {}", "3 done");
    }

    @Test
    void aCallBeginsAtOnceWhenTheOneBeforeIsWhole() {
        write(
                new ChatEvent.ToolCallStarted(0, 0, "a", "f", false, null),
                new ChatEvent.ToolArguments(0, 0, "{}"),
                new ChatEvent.ToolCallStarted(0, 1, "b", "g", false, null));

        assertThat(written.getLast().event()).isEqualTo("content_block_start");
    }

    @Test
    void argumentsAfterTheirCallAreRefused() {
        write(
                new ChatEvent.ToolCallStarted(0, 0, "a", "f", false, null),
                new ChatEvent.ToolArguments(0, 0, "{}"),
                new ChatEvent.Text(0, "x"));

        assertThatThrownBy(() -> write(new ChatEvent.ToolArguments(0, 0, "{}")))
                .isInstanceOf(ApiResponseException.class);
    }

    @Test
    void anotherVendorsSignatureTravelsInTheIdOfTheCall() {
        write(new ChatEvent.ToolCallStarted(0, 0, "call_1", "f", false, "c2ln"));

        assertThat(block(written.getFirst()).string("id")).isEqualTo("call_1__thought__c2ln");
    }

    @Test
    void aSignatureThatTravelsInTheIdAlreadyIsNotRepeated() {
        write(new ChatEvent.ToolCallStarted(0, 0, "call_1__thought__c2ln", "f", false, "c2ln"));

        assertThat(block(written.getFirst()).string("id")).isEqualTo("call_1__thought__c2ln");
    }

    @Test
    void aMissingIdIsMadeOfTheAnswersId() {
        write(
                new ChatEvent.Started(null, "m", null, null, JsonObject.EMPTY),
                new ChatEvent.ToolCallStarted(0, 0, "", "f", false, null));

        assertThat(block(written.getLast()).string("id")).isEqualTo("toolu_msg_made_0");
    }

    @Test
    void twoThoughtsInARowAreTwoBlocks() {
        write(
                new ChatEvent.Thinking(0, "a"),
                new ChatEvent.ThinkingSignature(0, "s"),
                new ChatEvent.ThinkingSignature(0, "hidden"),
                new ChatEvent.Ended());

        assertThat(written.stream().filter(event -> "content_block_start".equals(event.event())))
                .hasSize(2);
    }

    @Test
    void annotationsOfAnotherVendorBecomeCitations() {
        write(
                new ChatEvent.Text(0, "Bern"),
                new ChatEvent.Annotation(
                        0,
                        Json.parseObject(
                                "{\"type\":\"url_citation\",\"url_citation\":{\"start_index\":0,\"end_index\":4,"
                                        + "\"url\":\"https://b.example\",\"title\":\"B\"}}")));

        assertThat(Json.parseObject(written.getLast().data()).object("delta"))
                .isEqualTo(json("{'type':'citations_delta','citation':{'type':'web_search_result_location',"
                        + "'url':'https://b.example','title':'B','encrypted_index':'','cited_text':'Bern'}}"));
    }

    @Test
    void textBehindACitationIsAnotherBlock() {
        write(
                new ChatEvent.Text(0, "a"),
                new ChatEvent.Citation(0, Json.parseObject("{\"type\":\"char_location\"}")),
                new ChatEvent.Text(0, "b"));

        assertThat(written.stream().filter(event -> "content_block_start".equals(event.event())))
                .hasSize(2);
    }

    @Test
    void aRefusalIsToldAsTextAndAsTheReason() {
        write(
                new ChatEvent.Refusal(0, "No."),
                new ChatEvent.Finished(0, FinishReason.STOP, null, null),
                new ChatEvent.Ended());

        assertThat(Json.parseObject(written.get(written.size() - 2).data()).object("delta"))
                .isEqualTo(json("{'stop_reason':'refusal','stop_sequence':null}"));
    }

    @Test
    void furtherAnswersAreNotTold() {
        write(new ChatEvent.Text(1, "second"), new ChatEvent.Finished(1, FinishReason.STOP, null, null));

        assertThat(written).isEmpty();
    }

    @Test
    void halfOfASurrogatePairSurvives() {
        write(new ChatEvent.Text(0, "\ud83c"), new ChatEvent.Text(0, "\udfd4"));

        EventReader reader = new AnthropicDialect().eventReader();
        StringBuilder text = new StringBuilder();
        written.forEach(event -> reader.read(event, heard -> {
            if (heard instanceof ChatEvent.Text piece) {
                text.append(piece.text());
            }
        }));
        assertThat(text).hasToString("🏔");
    }

    @Test
    void wholePartsAreWholeBlocks() {
        write(
                new ChatEvent.WholePart(0, new Part.ToolCall("t", "f", "")),
                new ChatEvent.WholePart(0, new Part.Text("x")),
                new ChatEvent.WholePart(0, new Part.Opaque("gemini", JsonObject.EMPTY)),
                new ChatEvent.Ended());

        assertThat(blocks()).containsExactly("0 t {}", "1 x");
    }

    private void write(ChatEvent... events) {
        for (ChatEvent event : events) {
            writer.write(event, written::add);
        }
    }

    /** Index, id and content of each block. */
    private List<String> blocks() {
        List<String> blocks = new ArrayList<>();
        for (SseEvent event : written) {
            JsonObject data = Json.parseObject(event.data());
            if ("content_block_start".equals(event.event())) {
                String id = block(event).string("id");
                blocks.add(data.integer("index") + (id == null ? " " : " " + id + " "));
            } else if ("content_block_delta".equals(event.event())) {
                blocks.add(blocks.removeLast() + piece(data));
            }
        }
        return blocks;
    }

    private static String piece(JsonObject data) {
        JsonObject delta = Objects.requireNonNull(data.object("delta"));
        String text = delta.string("text");
        return text == null ? delta.string("partial_json") + "" : text;
    }

    private static JsonObject block(SseEvent event) {
        return Objects.requireNonNull(Json.parseObject(event.data()).object("content_block"));
    }

    private static JsonValue json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
