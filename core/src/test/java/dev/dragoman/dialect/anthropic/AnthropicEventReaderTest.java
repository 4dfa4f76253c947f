package dev.dragoman.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnthropicEventReaderTest {

    private static final Golden GOLDEN = new Golden("anthropic");

    private final EventReader reader = new AnthropicDialect().eventReader();
    private final List<ChatEvent> heard = new ArrayList<>();

    @Test
    void theWorkedStreamIsReadAsInTheReference() {
        GOLDEN.events("worked-example.stream.in.sse").forEach(event -> reader.read(event, heard::add));
        reader.end(heard::add);

        assertThat(heard)
                .containsExactly(
                        new ChatEvent.Started("msg_9", "claude-sonnet-4-5-20250929", null, null, JsonObject.EMPTY),
                        new ChatEvent.UsageReported(usage(21L, 1L, 0L, 0L, JsonObject.EMPTY)),
                        new ChatEvent.Thinking(0, "Need the tool."),
                        new ChatEvent.ThinkingSignature(0, "Eq8B"),
                        new ChatEvent.ToolCallStarted(0, 0, "toolu_7", "lookup", false, null),
                        new ChatEvent.ToolArguments(0, 0, "{\"q\":\"cat\"}"),
                        new ChatEvent.UsageReported(usage(21L, 34L, 0L, 0L, JsonObject.EMPTY)),
                        new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null),
                        new ChatEvent.Ended());
    }

    @Test
    void aRichStreamIsReadWithNothingLost() {
        GOLDEN.events("rich.stream.in.sse").forEach(event -> reader.read(event, heard::add));

        JsonObject call =
                json("{'type':'server_tool_use','id':'srvtoolu_1','name':'web_search','input':{'query':'bern'}}");
        JsonObject found = json("{'type':'web_search_tool_result','tool_use_id':'srvtoolu_1','content':[]}");
        JsonObject citation = json("{'type':'web_search_result_location','url':'https://bern.example','title':'Bern',"
                + "'encrypted_index':'i','cited_text':'Bern'}");
        assertThat(heard)
                .containsSubsequence(
                        new ChatEvent.Started("msg_2", "claude-opus-4-7", null, "default", JsonObject.EMPTY),
                        new ChatEvent.WholePart(0, new Part.RedactedThinking("opaque")),
                        new ChatEvent.WholePart(0, new Part.Opaque("anthropic", call)),
                        new ChatEvent.WholePart(0, new Part.Opaque("anthropic", found)),
                        new ChatEvent.Extras(
                                0,
                                json("{'web_search_results':[{'type':'web_search_tool_result',"
                                        + "'tool_use_id':'srvtoolu_1','content':[]}]}")),
                        new ChatEvent.Text(0, "Bern "),
                        new ChatEvent.Text(0, "🏔."),
                        new ChatEvent.Citation(0, citation),
                        new ChatEvent.Annotation(
                                0,
                                json("{'type':'url_citation','url_citation':{'start_index':0,'end_index':7,"
                                        + "'url':'https://bern.example','title':'Bern'}}")),
                        new ChatEvent.ToolCallStarted(0, 0, "toolu_1", "now", false, null),
                        new ChatEvent.ToolArguments(0, 0, "{}"),
                        new ChatEvent.WholePart(
                                0, new Part.Opaque("anthropic", json("{'type':'compaction','content':'So far.'}"))),
                        new ChatEvent.Extras(0, json("{'container':{'id':'c1'}}")),
                        new ChatEvent.UsageReported(usage(
                                241L,
                                34L,
                                200L,
                                30L,
                                json("{'service_tier':'standard','server_tool_use':{'web_search_requests':1}}"))),
                        new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null),
                        new ChatEvent.Ended());
    }

    @Test
    void aCitationIsToldBehindItsTextWhereverItStands() {
        start();
        read("{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}");
        read(
                "{'type':'content_block_delta','index':0,'delta':{'type':'citations_delta','citation':{'type':'char_location'}}}");
        read("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'x'}}");
        read("{'type':'content_block_stop','index':0}");

        assertThat(heard)
                .containsExactly(
                        new ChatEvent.Text(0, "x"), new ChatEvent.Citation(0, json("{'type':'char_location'}")));
    }

    @Test
    void theToolToAnswerByStreamsTheAnswer() {
        start();
        read("{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t',"
                + "'name':'json_tool_call','input':{}}}");
        read("{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'[1'}}");
        read("{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':']'}}");
        read("{'type':'content_block_stop','index':0}");
        read("{'type':'message_delta','delta':{'stop_reason':'tool_use'}}");

        assertThat(heard)
                .containsExactly(
                        new ChatEvent.Text(0, "[1"),
                        new ChatEvent.Text(0, "]"),
                        new ChatEvent.Finished(0, FinishReason.STOP, null, null));
    }

    @Test
    void anAnswerThatHadToBeWrappedIsUnwrapped() {
        start();
        read("{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t',"
                + "'name':'json_tool_call_values','input':{}}}");
        read("{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta',"
                + "'partial_json':'{\\'values\\':[1,2]}'}}");
        read("{'type':'content_block_stop','index':0}");

        assertThat(heard).containsExactly(new ChatEvent.Text(0, "[1,2]"));
    }

    @Test
    void anErrorInTheMiddleIsThrownByItsType() {
        start();

        assertThatThrownBy(() -> read("{'type':'error','error':{'type':'rate_limit_error','message':'slow down'}}"))
                .isInstanceOfSatisfying(RateLimitException.class, error -> {
                    assertThat(error.detail().message()).isEqualTo("slow down");
                    assertThat(error.detail().provider()).isEqualTo("anthropic");
                    assertThat(error.detail().model()).isEqualTo("m");
                });
        assertThatThrownBy(() -> read("{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}"))
                .isInstanceOf(InternalServerException.class);
    }

    @Test
    void aStreamThatEndsTooEarlyIsABrokenConnection() {
        start();
        read("{'type':'message_delta','delta':{'stop_reason':'end_turn'}}");

        assertThatThrownBy(() -> reader.end(heard::add))
                .isInstanceOf(ApiConnectionException.class)
                .hasMessageContaining("message_stop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'content_block_del",
                "<html>",
                "[]",
                "{}",
                "{'type':'message_start'}",
                "{'type':'content_block_start','index':0}",
                "{'type':'content_block_start','index':0,'content_block':'x'}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':7}}",
                "{'type':'message_delta','delta':{'stop_reason':7}}"
            })
    void whatIsNoEventIsRefused(String data) {
        assertThatThrownBy(() -> read(data)).isInstanceOf(ApiResponseException.class);
    }

    @Test
    void halfOfASurrogatePairSurvives() {
        start();
        reader.read(
                SseEvent.data(("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
                                + "\"text\":\"\\ud83c\"}}")
                        .getBytes(StandardCharsets.UTF_8)),
                heard::add);

        assertThat(heard).containsExactly(new ChatEvent.Text(0, "\ud83c"));
    }

    private void start() {
        read("{'type':'message_start','message':{'id':'i','model':'m'}}");
        heard.clear();
    }

    private void read(String data) {
        reader.read(SseEvent.data(data.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), heard::add);
    }

    private static Usage usage(long input, long output, long cached, long written, JsonObject extras) {
        return new Usage(input, output, null, cached, written, null, null, null, null, extras);
    }

    private static JsonObject json(String text) {
        return Json.parseObject(text.replace('\'', '"'));
    }
}
