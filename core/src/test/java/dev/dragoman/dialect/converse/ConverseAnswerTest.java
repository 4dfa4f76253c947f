package dev.dragoman.dialect.converse;

import static dev.dragoman.dialect.Talk.bytes;
import static dev.dragoman.dialect.Talk.object;
import static dev.dragoman.dialect.converse.Conversing.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.Talk;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of OpenAI's format hears from Bedrock, whole and in pieces. */
final class ConverseAnswerTest {

    private static final SseEvent START = event("messageStart", "{'role':'assistant','p':'ab'}");
    private static final SseEvent TOTALS = event(
            "metadata",
            "{'usage':{'inputTokens':8,'outputTokens':6,'totalTokens':14},'metrics':{'latencyMs':5},'p':'x'}");

    @Test
    void anAnswerKeepsThoughtsCallsAndCachedTokens() {
        byte[] answer = bytes("""
                {'output':{'message':{'role':'assistant','content':[
                   {'reasoningContent':{'reasoningText':{'text':'hm','signature':'s'}}},
                   {'reasoningContent':{'redactedContent':'c2U='}},
                   {'text':'Hi'},{'toolUse':{'toolUseId':'t1','name':'f','input':{'a':1}}}]}},
                 'stopReason':'tool_use','metrics':{'latencyMs':812},
                 'usage':{'inputTokens':30,'outputTokens':12,'totalTokens':142,'cacheReadInputTokens':100,
                          'cacheWriteInputTokens':0}}""");

        JsonObject told = Json.parseObject(Talk.OPENAI.writeReply(Conversing.DIALECT.readReply(answer), Talk.FRAME));

        JsonObject choice = (JsonObject) first(told.array("choices"));
        JsonObject message = java.util.Objects.requireNonNull(choice.object("message"));
        assertThat(choice.string("finish_reason")).isEqualTo("tool_calls");
        assertThat(message.string("content")).isEqualTo("Hi");
        assertThat(message.string("reasoning_content")).isEqualTo("hm");
        assertThat(message.array("thinking_blocks"))
                .isEqualTo(object("{'x':[{'type':'thinking','thinking':'hm','signature':'s'},"
                                + "{'type':'redacted_thinking','data':'c2U='}]}")
                        .array("x"));
        assertThat(message.array("tool_calls")).hasSize(1);
        assertThat(told.string("model")).isEqualTo("alias");
        assertThat(told.toJson()).contains("\"prompt_tokens\":130", "\"cached_tokens\":100", "\"total_tokens\":142");
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn,STOP,",
        "stop_sequence,STOP,stop_sequence",
        "max_tokens,LENGTH,",
        "model_context_window_exceeded,LENGTH,model_context_window_exceeded",
        "tool_use,TOOL_CALLS,",
        "guardrail_intervened,CONTENT_FILTER,guardrail_intervened",
        "content_filtered,CONTENT_FILTER,content_filtered",
        "malformed_tool_use,STOP,malformed_tool_use"
    })
    void reasonsToStopAreTranslated(String reason, FinishReason finish, String unusual) {
        ChatReply reply = Conversing.DIALECT.readReply(
                bytes("{'output':{'message':{'role':'assistant','content':[]}},'stopReason':'" + reason + "'}"));

        assertThat(reply.choices().getFirst().finish()).isEqualTo(finish);
        assertThat(reply.choices().getFirst().nativeFinish()).isEqualTo(unusual);
    }

    @Test
    void theAnswerToolIsTheAnswer() {
        ChatReply reply = Conversing.DIALECT.readReply(bytes("{'output':{'message':{'role':'assistant','content':["
                + "{'toolUse':{'toolUseId':'t','name':'json_tool_call','input':{'a':1}}}]}},'stopReason':'tool_use'}"));

        assertThat(reply.choices().getFirst().parts()).containsExactly(new Part.Text("{\"a\":1}"));
        assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void citationsOfTheWebAreAnnotations() {
        ChatReply reply = Conversing.DIALECT.readReply(bytes("""
                {'output':{'message':{'role':'assistant','content':[{'citationsContent':{'content':[{'text':'Oslo'}],
                 'citations':[{'title':'T','location':{'web':{'url':'https://o.no','domain':'o.no'}}}]}}]}},
                 'stopReason':'end_turn'}"""));

        assertThat(reply.choices().getFirst().annotations())
                .containsExactly(object("{'type':'url_citation','url_citation':{'url':'https://o.no','title':'T',"
                        + "'start_index':0,'end_index':4}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{'output':{}}", "{'output':{'message':{'content':[{'text':1}]}}}", "<html>"})
    void whatIsNoAnswerIsRefused(String body) {
        assertThatThrownBy(() -> Conversing.DIALECT.readReply(bytes(body))).isInstanceOf(ApiResponseException.class);
    }

    @Test
    void aStreamTellsItsEndWithItsTotals() {
        List<ChatEvent> events = Conversing.TALK.read(List.of(
                START,
                event("contentBlockDelta", "{'contentBlockIndex':0,'delta':{'text':'Hel'}}"),
                event("initial-response", "{}"),
                event("contentBlockDelta", "{'contentBlockIndex':0,'delta':{'text':'lo!'}}"),
                event("contentBlockStop", "{'contentBlockIndex':0}"),
                event("messageStop", "{'stopReason':'end_turn'}"),
                TOTALS));

        ChatReply reply = Talk.collected(events);
        assertThat(reply.choices().getFirst().parts()).containsExactly(new Part.Text("Hello!"));
        assertThat(reply.usage().total()).isEqualTo(14);
        assertThat(events).endsWith(new ChatEvent.Finished(0, FinishReason.STOP, null, null), new ChatEvent.Ended());
    }

    @Test
    void callsToldSideBySideKeepTheirPieces() {
        List<ChatEvent> events = Conversing.TALK.read(List.of(
                START,
                event("contentBlockStart", "{'contentBlockIndex':0,'start':{'toolUse':{'toolUseId':'a','name':'f'}}}"),
                event("contentBlockStart", "{'contentBlockIndex':1,'start':{'toolUse':{'toolUseId':'b','name':'g'}}}"),
                event("contentBlockDelta", "{'contentBlockIndex':1,'delta':{'toolUse':{'input':'{\\\"y\\\":'}}}"),
                event("contentBlockDelta", "{'contentBlockIndex':1,'delta':{'toolUse':{'input':'2}'}}}"),
                event("contentBlockStop", "{'contentBlockIndex':0}"),
                event("contentBlockStop", "{'contentBlockIndex':1}"),
                event("messageStop", "{'stopReason':'tool_use'}"),
                TOTALS));

        assertThat(Talk.collected(events).choices().getFirst().parts())
                .containsExactly(new Part.ToolCall("a", "f", "{}"), new Part.ToolCall("b", "g", "{\"y\":2}"));
    }

    @Test
    void aClientHearsThoughtsWithTheirProof() {
        List<SseEvent> stream = List.of(
                START,
                event("contentBlockDelta", "{'contentBlockIndex':0,'delta':{'reasoningContent':{'text':'hm'}}}"),
                event("contentBlockDelta", "{'contentBlockIndex':0,'delta':{'reasoningContent':{'signature':'s'}}}"),
                event("contentBlockDelta", "{'contentBlockIndex':1,'delta':{'text':'4'}}"),
                event("messageStop", "{'stopReason':'end_turn'}"),
                TOTALS);

        String told = new JsonArray(Conversing.TALK.told(stream)).toJson();

        assertThat(told).contains("\"reasoning_content\":\"hm\"", "\"signature\":\"s\"", "\"content\":\"4\"");
    }

    @Test
    void aStreamThatBreaksOffIsNoAnswer() {
        assertThatThrownBy(() -> Conversing.TALK.read(List.of(START))).isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void anExceptionInAStreamIsThatError() {
        SseEvent exception = event("throttlingException", "{'message':'Too many requests'}");

        assertThatThrownBy(() -> Conversing.TALK.read(List.of(START, exception)))
                .isInstanceOf(RateLimitException.class)
                .hasMessageContaining("Too many requests");
    }

    private static dev.dragoman.json.JsonValue first(@org.jspecify.annotations.Nullable JsonArray array) {
        return java.util.Objects.requireNonNull(array).items().getFirst();
    }
}
