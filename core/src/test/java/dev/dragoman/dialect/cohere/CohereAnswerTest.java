package dev.dragoman.dialect.cohere;

import static dev.dragoman.dialect.Talk.bytes;
import static dev.dragoman.dialect.Talk.object;
import static dev.dragoman.dialect.cohere.Talking.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.Talk;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.TimeoutException;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Cohere says, whole and in pieces. */
final class CohereAnswerTest {

    private static final SseEvent START =
            event("{'type':'message-start','id':'c-1','delta':{'message':{'role':'assistant'}}}");
    private static final SseEvent END = event("{'type':'message-end','delta':{'finish_reason':'COMPLETE'}}");

    @ParameterizedTest
    @CsvSource({
        "COMPLETE,STOP,",
        "STOP_SEQUENCE,STOP,STOP_SEQUENCE",
        "MAX_TOKENS,LENGTH,",
        "TOOL_CALL,TOOL_CALLS,",
        "ERROR,STOP,ERROR",
        "TIMEOUT,STOP,TIMEOUT",
        "ERROR_TOXIC,CONTENT_FILTER,ERROR_TOXIC",
        "ERROR_LIMIT,LENGTH,ERROR_LIMIT",
        "USER_CANCEL,STOP,USER_CANCEL"
    })
    void reasonsToStopAreTranslated(String reason, FinishReason finish, @Nullable String unusual) {
        ChatReply reply = Talking.DIALECT.readReply(bytes("{'id':'c','finish_reason':'" + reason
                + "','message':{'role':'assistant','content':[{'type':'text','text':'so far'}]}}"));

        assertThat(reply.choices().getFirst().finish()).isEqualTo(finish);
        assertThat(reply.choices().getFirst().nativeFinish()).isEqualTo(unusual);
        assertThat(FinishReasons.write(finish, unusual)).isEqualTo(reason);
    }

    @Test
    void anAnswerThatBrokeBeforeItsFirstWordIsAFailure() {
        assertThatThrownBy(() -> Talking.DIALECT.readReply(
                        bytes("{'id':'c','finish_reason':'ERROR','message':{'role':'assistant','content':[]}}")))
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("ERROR");
        assertThatThrownBy(() -> Talking.DIALECT.readReply(
                        bytes("{'id':'c','finish_reason':'TIMEOUT','message':{'role':'assistant'}}")))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void tokensCountAndNotWhatIsPaidFor() {
        ChatReply reply = Talking.DIALECT.readReply(bytes("{'id':'c','finish_reason':'COMPLETE','message':{},"
                + "'usage':{'billed_units':{'input_tokens':5,'output_tokens':2,'search_units':1},"
                + "'tokens':{'input_tokens':71.0,'output_tokens':3},'cached_tokens':8}}"));

        assertThat(reply.usage().inputTokens()).isEqualTo(71);
        assertThat(reply.usage().outputTokens()).isEqualTo(3);
        assertThat(reply.usage().cachedTokens()).isEqualTo(8);
        assertThat(reply.usage().extras())
                .isEqualTo(object("{'billed_units':{'input_tokens':5,'output_tokens':2,'search_units':1}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'message':{}}",
                "{'finish_reason':'COMPLETE'}",
                "{'finish_reason':'COMPLETE','message':{'content':[{'type':'text'}]}}",
                "{'finish_reason':'COMPLETE','message':{'tool_calls':[{'id':'a'}]}}",
                "<html>"
            })
    void whatIsNoAnswerIsRefused(String body) {
        assertThatThrownBy(() -> Talking.DIALECT.readReply(bytes(body))).isInstanceOf(ApiResponseException.class);
    }

    @Test
    void aBlockThatIsYoungerThanTheReaderIsKept() {
        ChatReply reply = Talking.DIALECT.readReply(
                bytes("{'id':'c','finish_reason':'COMPLETE','message':{'content':[{'type':'new','x':1}]}}"));

        assertThat(reply.choices().getFirst().parts())
                .containsExactly(new Part.Opaque("cohere", object("{'type':'new','x':1}")));
    }

    @Test
    void callsToldSideBySideKeepTheirPieces() {
        List<ChatEvent> events = Talking.TALK.read(List.of(
                START,
                start(0, "a", "f"),
                start(1, "b", "g"),
                delta(1, "{\\\"y\\\":"),
                delta(0, "{}"),
                delta(1, "2}"),
                event("{'type':'tool-call-end','index':0}"),
                event("{'type':'tool-call-end','index':1}"),
                event("{'type':'message-end','delta':{'finish_reason':'TOOL_CALL'}}")));

        assertThat(Talk.collected(events).choices().getFirst().parts())
                .containsExactly(new Part.ToolCall("a", "f", "{}"), new Part.ToolCall("b", "g", "{\"y\":2}"));
    }

    @Test
    void aPieceOfACallThatNeverBeganIsCalledWrong() {
        assertThatThrownBy(() -> Talking.TALK.read(List.of(START, delta(4, "{}"))))
                .isInstanceOf(ApiResponseException.class)
                .hasMessageContaining("index: 4");
    }

    @Test
    void eventsWithoutANameAndAMarkAtTheEndAreUnderstood() {
        List<SseEvent> stream = List.of(
                SseEvent.data(START.data()),
                SseEvent.data(
                        bytes("{'type':'content-delta','index':0,'delta':{'message':{'content':{'text':'Hi'}}}}")),
                SseEvent.data(bytes("{'type':'newer-event','x':1}")),
                SseEvent.data(END.data()),
                SseEvent.data(bytes("[DONE]")));

        ChatReply reply = Talk.collected(Talking.TALK.read(stream));

        assertThat(reply.id()).isEqualTo("c-1");
        assertThat(reply.choices().getFirst().parts()).containsExactly(new Part.Text("Hi"));
    }

    @Test
    void aStreamThatBreaksOffIsNoAnswer() {
        assertThatThrownBy(() -> Talking.TALK.read(List.of(START))).isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void anEndThatTellsAnErrorIsThatError() {
        SseEvent broken = event(
                "{'type':'message-end','delta':{'finish_reason':'ERROR','error':'the service is temporarily unavailable'}}");

        assertThatThrownBy(() -> Talking.TALK.read(List.of(START, broken)))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("temporarily unavailable");
        EventRelay relay = Talking.DIALECT.eventRelay(Talk.FRAME);
        List<SseEvent> relayed = new ArrayList<>();
        relay.relay(START, relayed::add);
        assertThatThrownBy(() -> relay.relay(broken, relayed::add)).isInstanceOf(ServiceUnavailableException.class);
        assertThat(relayed).containsExactly(START);
    }

    @Test
    void anEndWithoutAWordIsAFailure() {
        SseEvent broken = event("{'type':'message-end','delta':{'finish_reason':'ERROR'}}");

        assertThatThrownBy(() -> Talking.TALK.read(List.of(START, broken))).isInstanceOf(InternalServerException.class);
    }

    @Test
    void anErrorOfAServerBetweenIsAnError() {
        assertThatThrownBy(() ->
                        Talking.TALK.read(List.of(START, SseEvent.data(bytes("{'message':'invalid api token'}")))))
                .isInstanceOf(LlmException.class)
                .hasMessageContaining("invalid api token");
    }

    @Test
    void anErrorThatWasWrittenIsReadAsOne() {
        LlmException broken = new ServiceUnavailableException("service unavailable");
        SseEvent event = Talking.DIALECT.writeErrorEvent(broken, "r-1");

        assertThatThrownBy(() -> Talking.TALK.read(List.of(START, event)))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessage("service unavailable");
    }

    @Test
    void aRelayedStreamThatBreaksOffIsNoAnswer() {
        EventRelay relay = Talking.DIALECT.eventRelay(Talk.FRAME);
        relay.relay(START, event -> {});

        assertThat(relay.complete()).isFalse();
        assertThatThrownBy(() -> relay.end(event -> {})).isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void aRelayedReplyIsUnchanged() {
        byte[] body = bytes("{'id':'c','finish_reason':'COMPLETE','message':{},'usage':{'tokens':{'input_tokens':7}}}");

        assertThat(Talking.DIALECT.relayReply(body, Talk.FRAME).body().toBytes())
                .isEqualTo(body);
        assertThat(Talking.DIALECT.relayReply(body, Talk.FRAME).usage().inputTokens())
                .isEqualTo(7);
    }

    private static SseEvent start(int index, String id, String name) {
        return event("{'type':'tool-call-start','index':" + index + ",'delta':{'message':{'tool_calls':{'id':'" + id
                + "','type':'function','function':{'name':'" + name + "','arguments':''}}}}}");
    }

    private static SseEvent delta(int index, String piece) {
        JsonObject data = object("{'type':'tool-call-delta','index':" + index
                + ",'delta':{'message':{'tool_calls':{'function':{'arguments':'" + piece + "'}}}}}");
        return new SseEvent("tool-call-delta", dev.dragoman.json.Json.bytes(data));
    }
}
