package dev.dragoman.dialect.openai;

import static dev.dragoman.dialect.openai.OpenAi.COMPATIBLE;
import static dev.dragoman.dialect.openai.OpenAi.DIALECT;
import static dev.dragoman.dialect.openai.OpenAi.FRAME;
import static dev.dragoman.dialect.openai.OpenAi.LEGACY;
import static dev.dragoman.dialect.openai.OpenAi.WITHOUT_USAGE;
import static dev.dragoman.dialect.openai.OpenAi.delta;
import static dev.dragoman.dialect.openai.OpenAi.finish;
import static dev.dragoman.dialect.openai.OpenAi.heard;
import static dev.dragoman.dialect.openai.OpenAi.object;
import static dev.dragoman.dialect.openai.OpenAi.relayed;
import static dev.dragoman.dialect.openai.OpenAi.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiStreamTest {

    private static final String USAGE =
            "{'id':'c','model':'m','choices':[],'usage':{'prompt_tokens':3,'completion_tokens':4,'total_tokens':7}}";

    @Test
    void parallelCallsComeInMixedPieces() {
        List<ChatEvent> events = heard(
                DIALECT,
                delta("{'role':'assistant','content':null,'tool_calls':[{'index':0,'id':'a','type':'function',"
                        + "'function':{'name':'f','arguments':''}}]}"),
                delta("{'tool_calls':[{'index':1,'id':'b','type':'function','function':{'name':'g','arguments':'['}},"
                        + "{'index':0,'function':{'arguments':'1'}}]}"),
                delta("{'tool_calls':[{'index':1,'function':{'arguments':']'}}]}"),
                finish("tool_calls"),
                "[DONE]");

        assertThat(events)
                .contains(
                        new ChatEvent.ToolCallStarted(0, 0, "a", "f", false, null),
                        new ChatEvent.ToolCallStarted(0, 1, "b", "g", false, null),
                        new ChatEvent.ToolArguments(0, 0, "1"))
                .containsSubsequence(new ChatEvent.ToolArguments(0, 1, "["), new ChatEvent.ToolArguments(0, 1, "]"))
                .endsWith(new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null), new ChatEvent.Ended());
    }

    @Test
    void callsOfOneNumberAreToldApartByTheirIds() {
        List<ChatEvent> events = heard(
                DIALECT,
                delta("{'tool_calls':[{'index':0,'id':'a','function':{'name':'f','arguments':'{}'}}]}"),
                delta("{'tool_calls':[{'index':0,'id':'b','function':{'name':'g','arguments':'[]'}}]}"),
                finish("stop"));

        assertThat(events)
                .contains(new ChatEvent.ToolArguments(0, 0, "{}"), new ChatEvent.ToolArguments(0, 1, "[]"))
                .contains(new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null));
    }

    @Test
    void callsWithoutNumbersGoOnUntilTheNextName() {
        List<ChatEvent> events = heard(
                DIALECT,
                delta("{'tool_calls':[{'id':'a','function':{'name':'f','arguments':'{'}}]}"),
                delta("{'tool_calls':[{'function':{'arguments':'}'}}]}"),
                delta("{'tool_calls':[{'id':'b','function':{'name':'g','arguments':'[]'}}]}"),
                finish("tool_calls"));

        assertThat(events)
                .contains(
                        new ChatEvent.ToolArguments(0, 0, "{"),
                        new ChatEvent.ToolArguments(0, 0, "}"),
                        new ChatEvent.ToolArguments(0, 1, "[]"));
    }

    @Test
    void theOlderCallIsRead() {
        List<ChatEvent> events = heard(
                DIALECT,
                delta("{'function_call':{'name':'f','arguments':''}}"),
                delta("{'function_call':{'arguments':'{}'}}"),
                finish("function_call"));

        assertThat(events)
                .contains(
                        new ChatEvent.ToolCallStarted(0, 0, new CallIds("c", 0).next(null), "f", false, null),
                        new ChatEvent.ToolArguments(0, 0, "{}"),
                        new ChatEvent.Finished(0, FinishReason.FUNCTION_CALL, null, null));
    }

    @Test
    void theOlderFormTellsTheFirstCallOnly() {
        List<String> sent = sent(
                LEGACY,
                new ChatEvent.Started("c", "m", 1L, null, JsonObject.EMPTY),
                new ChatEvent.ToolCallStarted(0, 0, "a", "f", false, null),
                new ChatEvent.ToolArguments(0, 0, "{}"),
                new ChatEvent.ToolCallStarted(0, 1, "b", "g", false, null),
                new ChatEvent.ToolArguments(0, 1, "[]"),
                new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null),
                new ChatEvent.Ended());

        assertThat(String.join("\n", sent))
                .contains(
                        "\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}", "\"finish_reason\":\"function_call\"")
                .doesNotContain("\"g\"", "[]\"", "tool_calls");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 100})
    void thinkTagsAreFoundHoweverTheyAreSplit(int length) {
        String text = " <think>so < far</thin k> good</think> yes <b>";
        String[] chunks = new String[(text.length() + length - 1) / length + 1];
        for (int i = 0; i < chunks.length - 1; i++) {
            String piece = text.substring(i * length, Math.min(text.length(), (i + 1) * length));
            chunks[i] = delta("{'content':'" + piece + "'}");
        }
        chunks[chunks.length - 1] = finish("stop");
        Listener listener = new Listener();

        heard(COMPATIBLE, chunks).forEach(listener);

        assertThat(listener.reply().choices().getFirst().parts())
                .containsExactly(new Part.Thinking("so < far</thin k> good", null), new Part.Text("yes <b>"));
    }

    @Test
    void whatOnlyLooksLikeATagIsText() {
        Listener listener = new Listener();

        heard(COMPATIBLE, delta("{'content':'<thi'}"), delta("{'content':'s is'}"), finish("stop"))
                .forEach(listener);

        assertThat(listener.reply().choices().getFirst().parts()).containsExactly(new Part.Text("<this is"));
    }

    @Test
    void aTextThatEndsWithinATagIsText() {
        assertThat(heard(COMPATIBLE, delta("{'content':'<thi'}"), finish("stop")))
                .contains(new ChatEvent.Text(0, "<thi"));
    }

    @Test
    void reasoningIsReadUnderEitherNameAndOnce() {
        List<ChatEvent> events = heard(
                DIALECT,
                delta("{'reasoning':'a'}"),
                delta("{'reasoning_content':'b','thinking_blocks':[{'type':'thinking','thinking':'b'}]}"),
                delta("{'thinking_blocks':[{'type':'thinking','thinking':'c','signature':'s'}]}"),
                delta("{'thinking_blocks':[{'type':'redacted_thinking','data':'d'}]}"),
                finish("stop"));

        assertThat(events)
                .containsSubsequence(
                        new ChatEvent.Thinking(0, "a"),
                        new ChatEvent.Thinking(0, "b"),
                        new ChatEvent.Thinking(0, "c"),
                        new ChatEvent.ThinkingSignature(0, "s"),
                        new ChatEvent.WholePart(0, new Part.RedactedThinking("d")))
                .filteredOn(ChatEvent.Thinking.class::isInstance)
                .hasSize(3);
    }

    @Test
    void azuresFirstChunkIsNoAnswerYet() {
        List<ChatEvent> events = heard(
                DIALECT,
                "{'id':'','model':'','object':'','created':0,'choices':[],'prompt_filter_results':[{'prompt_index':0}]}",
                delta("{'role':'assistant','content':''}"),
                delta("{'content':'hi'}"),
                finish("stop"),
                "[DONE]");

        assertThat(events.getFirst())
                .isEqualTo(new ChatEvent.Started(
                        "c", "m", 1L, null, object("{'prompt_filter_results':[{'prompt_index':0}]}")));
        assertThat(events.get(1)).isEqualTo(new ChatEvent.Text(0, "hi"));
    }

    @Test
    void refusalAndAudioArriveInPieces() {
        List<ChatEvent> events = heard(
                DIALECT,
                delta("{'refusal':'no'}"),
                delta("{'audio':{'id':'a','transcript':'hi'}}"),
                delta("{'audio':{'data':'UklG','expires_at':9}}"),
                finish("stop"));

        assertThat(events)
                .contains(
                        new ChatEvent.Refusal(0, "no"),
                        new ChatEvent.Audio(0, "a", null, "hi", null),
                        new ChatEvent.Audio(0, null, "UklG", null, 9L));
    }

    @Test
    void anErrorWithinTheStreamEndsIt() {
        String error = "{'error':{'message':'Rate limit reached','type':'tokens','code':'rate_limit_exceeded'}}";

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> heard(DIALECT, delta("{'content':'a'}"), error));
        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> relayed(FRAME, delta("{'content':'a'}"), error));
    }

    @Test
    void aStreamThatIsNoJsonIsNoAnswer() {
        assertThatExceptionOfType(ApiResponseException.class).isThrownBy(() -> heard(DIALECT, "{'id':"));
        assertThatExceptionOfType(ApiResponseException.class).isThrownBy(() -> relayed(FRAME, "oops"));
    }

    @Test
    void aStreamWithoutDoneIsCompleteOnceItFinished() {
        assertThat(heard(DIALECT, delta("{'content':'a'}"), finish("stop"))).endsWith(new ChatEvent.Ended());
        assertThat(relayed(FRAME, delta("{'content':'a'}"), finish("stop"))).endsWith("[DONE]");
        assertThat(relayed(FRAME, "{'choices':[{'finish_reason' : 'stop'}]}")).endsWith("[DONE]");
    }

    @Test
    void aStreamThatEndsEarlierIsBroken() {
        String textOfAFinish = delta("{'content':'finish_reason:stop'}");

        assertThatExceptionOfType(ApiConnectionException.class)
                .isThrownBy(() -> heard(DIALECT, delta("{'content':'a'}")));
        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> relayed(FRAME, textOfAFinish));
        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> heard(DIALECT));
    }

    @Test
    void theRelayRenamesTheModelAndKeepsTheRest() {
        assertThat(relayed(FRAME, "{'id':'c','model':'m','new':[1, 2],'choices':[{'finish_reason':'stop'}]}", "[DONE]"))
                .containsExactly(
                        "{\"id\":\"c\",\"model\":\"alias\",\"new\":[1, 2],\"choices\":[{\"finish_reason\":\"stop\"}]}",
                        "[DONE]");
    }

    @Test
    void theRelayShowsUsageToThoseWhoAskedForIt() {
        assertThat(relayed(FRAME, finish("stop"), USAGE, "[DONE]")).hasSize(3);
        assertThat(relayed(WITHOUT_USAGE, finish("stop"), USAGE, "[DONE]")).hasSize(2);
        assertThat(relayed(
                        WITHOUT_USAGE, "{'choices':[{'finish_reason':'stop'}],'usage':{'prompt_tokens':3}}", "[DONE]"))
                .first()
                .asString()
                .contains("stop")
                .doesNotContain("usage");
    }

    @Test
    void theRelayKnowsTheUsageItHides() {
        var relay = DIALECT.eventRelay(WITHOUT_USAGE);

        relay.relay(dev.dragoman.model.SseEvent.data(OpenAi.bytes(USAGE)), event -> {});

        assertThat(relay.usage().total()).isEqualTo(7);
    }

    @Test
    void usageIsWrittenLastAndOnlyWhenAskedFor() {
        ChatEvent[] events = {
            new ChatEvent.Started(null, "m", null, null, JsonObject.EMPTY),
            new ChatEvent.UsageReported(Usage.of(3, 0)),
            new ChatEvent.Text(0, "a"),
            new ChatEvent.Finished(0, FinishReason.STOP, null, null),
            new ChatEvent.UsageReported(Usage.of(3, 4)),
            new ChatEvent.Ended()
        };

        List<String> asked = sent(FRAME, events);

        assertThat(asked.get(asked.size() - 2))
                .contains("\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}");
        assertThat(asked.getFirst())
                .startsWith("{\"id\":\"chatcmpl-made\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                        + "\"model\":\"alias\"");
        assertThat(sent(WITHOUT_USAGE, events)).noneMatch(chunk -> chunk.contains("usage"));
    }

    @Test
    void membersOfOtherVendorsGoIntoTheirFields() {
        JsonObject extras = object("{'container':{'id':'c'},'content_filter_results':{'hate':1},"
                + "'server_tool_calls':[1],'vertex_ai_safety_results':[2],'provider_specific_fields':{'x':3}}");

        List<String> sent = sent(FRAME, new ChatEvent.Extras(0, extras));

        JsonObject chunk = Json.parseObject(sent.getLast());
        assertThat(OpenAi.at(chunk, "choices", 0, "delta", "provider_specific_fields"))
                .isEqualTo(object("{'x':3,'container':{'id':'c'},'server_tool_calls':[1]}"));
        assertThat(OpenAi.at(chunk, "choices", 0, "content_filter_results")).isEqualTo(object("{'hate':1}"));
        assertThat(OpenAi.at(chunk, "vertex_ai_safety_results", 0)).isEqualTo(Json.parse("2"));
    }
}
