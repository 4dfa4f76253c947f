package dev.dragoman.dialect.ollama;

import static dev.dragoman.dialect.Talk.bytes;
import static dev.dragoman.dialect.Talk.object;
import static dev.dragoman.dialect.ollama.Chatting.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.Talk;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.json.Json;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Ollama says, whole and in lines. */
final class OllamaAnswerTest {

    private static final SseEvent START = line("{'model':'m','created_at':'2026-01-01T00:00:00Z',"
            + "'message':{'role':'assistant','content':'Hi'},'done':false}");
    private static final SseEvent END = line("{'model':'m','message':{'role':'assistant','content':''},"
            + "'done':true,'done_reason':'stop','prompt_eval_count':3,'eval_count':4}");

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            stop, STOP, -, stop
            length, LENGTH, -, length
            load, STOP, load, load
            unload, STOP, unload, unload
            '', STOP, -, stop
            odd, STOP, odd, stop
            """)
    void reasonsToStopAreTranslated(String reason, FinishReason finish, @Nullable String unusual, String writtenAgain) {
        ChatReply reply = Chatting.DIALECT.readReply(
                bytes("{'model':'m','message':{'role':'assistant','content':'x'},'done':true,'done_reason':'" + reason
                        + "'}"));

        assertThat(reply.choices().getFirst().finish()).isEqualTo(finish);
        assertThat(reply.choices().getFirst().nativeFinish()).isEqualTo(unusual);
        assertThat(DoneReasons.write(finish, unusual)).isEqualTo(writtenAgain);
    }

    @Test
    void aCallOfAToolIsTheReasonToStop() {
        ChatReply reply = Chatting.DIALECT.readReply(
                bytes("{'model':'m','message':{'tool_calls':[{'function':{'name':'f'}}]},'done_reason':'length'}"));

        assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(reply.choices().getFirst().nativeFinish()).isEqualTo("length");
    }

    @Test
    void callsWithoutIdsGetSome() {
        byte[] answer = bytes("{'model':'m','created_at':'2026-01-01T00:00:00.1Z','message':{'tool_calls':["
                + "{'function':{'name':'f','arguments':{}}},{'function':{'name':'f','arguments':{}}},"
                + "{'id':'own','function':{'name':'f','arguments':{}}}]}}");
        byte[] later = Json.bytes(Json.parseObject(answer)
                .with("created_at", new dev.dragoman.json.JsonString("2026-01-01T00:00:00.2Z")));

        List<String> ids = ids(Chatting.DIALECT.readReply(answer));

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.length() <= 40);
        assertThat(ids.getLast()).isEqualTo("own");
        assertThat(ids(Chatting.DIALECT.readReply(answer))).isEqualTo(ids);
        assertThat(ids(Chatting.DIALECT.readReply(later)).getFirst()).isNotEqualTo(ids.getFirst());
    }

    @Test
    void tokensThatAreNotCountedAreNotMadeUp() {
        Usage none =
                Chatting.DIALECT.readReply(bytes("{'message':{'content':'x'}}")).usage();
        Usage half = Chatting.DIALECT
                .readReply(bytes("{'message':{'content':'x'},'eval_count':4}"))
                .usage();

        assertThat(none).isEqualTo(Usage.NONE);
        assertThat(half.inputTokens()).isNull();
        assertThat(half.outputTokens()).isEqualTo(4);
    }

    @Test
    void aTimeThatIsNoneIsNotTold() {
        assertThat(Chatting.DIALECT
                        .readReply(bytes("{'created_at':'yesterday','message':{'content':'x'}}"))
                        .created())
                .isNull();
    }

    @Test
    void anErrorWithASuccessfulStatusIsAnError() {
        assertThatThrownBy(() -> Chatting.DIALECT.readReply(bytes("{'error':'server busy, please try again.'}")))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("server busy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'message':'x'}",
                "{'message':{'content':1}}",
                "{'message':{'tool_calls':[{}]}}",
                "{'message':{'tool_calls':[{'function':{'name':'f','arguments':'{}'}}]}}",
                "<html>"
            })
    void whatIsNoAnswerIsRefused(String body) {
        assertThatThrownBy(() -> Chatting.DIALECT.readReply(bytes(body))).isInstanceOf(ApiResponseException.class);
    }

    @Test
    void aStreamTellsItsTotalsAtItsEnd() {
        List<ChatEvent> events = Chatting.TALK.read(List.of(START, END, line("{'x':1}")));

        assertThat(events.getFirst()).isInstanceOfSatisfying(ChatEvent.Started.class, started -> {
            assertThat(started.model()).isEqualTo("m");
            assertThat(started.created()).isEqualTo(1_767_225_600);
        });
        assertThat(events)
                .endsWith(
                        new ChatEvent.UsageReported(Usage.of(3, 4)),
                        new ChatEvent.Finished(0, FinishReason.STOP, null, null),
                        new ChatEvent.Ended());
    }

    @Test
    void tagsMeanNothingBehindAThoughtThatCameApart() {
        List<ChatEvent> events = Chatting.TALK.read(List.of(
                line("{'message':{'thinking':'hm'}}"), line("{'message':{'content':'<think>x</think>'}}"), END));

        assertThat(Talk.collected(events).choices().getFirst().parts())
                .containsExactly(new Part.Thinking("hm", null), new Part.Text("<think>x</think>"));
    }

    @Test
    void whatMightBeATagIsToldWhenNothingFollows() {
        List<ChatEvent> events = Chatting.TALK.read(List.of(line("{'message':{'content':'<thi'}}"), END));

        assertThat(Talk.collected(events).choices().getFirst().parts()).containsExactly(new Part.Text("<thi"));
    }

    @Test
    void aStreamThatBreaksOffIsNoAnswer() {
        assertThatThrownBy(() -> Chatting.TALK.read(List.of(START))).isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void aLineThatTellsAnErrorIsThatError() {
        assertThatThrownBy(() -> Chatting.TALK.read(List.of(
                        START, line("{'error':'an error was encountered while running the model: unexpected EOF'}"))))
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("unexpected EOF");
    }

    @Test
    void anErrorThatWasWrittenIsReadAsOne() {
        SseEvent event = Chatting.DIALECT.writeErrorEvent(new NotFoundException("model 'x' not found"), "r-1");

        assertThat(event.text()).isEqualTo("{\"error\":\"model 'x' not found\"}");
        assertThatThrownBy(() -> Chatting.TALK.read(List.of(START, event))).hasMessage("model 'x' not found");
    }

    @Test
    void aRelayedStreamIsToldUnderTheClientsName() {
        EventRelay relay = Chatting.DIALECT.eventRelay(Talk.FRAME);
        List<SseEvent> relayed = new ArrayList<>();

        relay.relay(START, relayed::add);
        boolean early = relay.complete();
        relay.relay(END, relayed::add);
        relay.end(relayed::add);

        assertThat(early).isFalse();
        assertThat(relay.complete()).isTrue();
        assertThat(relay.usage()).isEqualTo(Usage.of(3, 4));
        assertThat(relayed).hasSize(2).allMatch(event -> event.text().contains("\"model\":\"alias\""));
    }

    @Test
    void aRelayedStreamThatBreaksOffOrFailsIsNoAnswer() {
        EventRelay relay = Chatting.DIALECT.eventRelay(Talk.FRAME);
        relay.relay(START, event -> {});

        assertThatThrownBy(() -> relay.end(event -> {})).isInstanceOf(ApiConnectionException.class);
        assertThatThrownBy(() -> relay.relay(line("{'error':'server busy'}"), event -> {}))
                .isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void aRelayedReplyIsToldUnderTheClientsName() {
        byte[] body = bytes("{'model':'m','message':{'content':'x'},'odd':1,'eval_count':4}");

        byte[] relayed = Chatting.DIALECT.relayReply(body, Talk.FRAME).body().toBytes();

        assertThat(Json.parseObject(relayed))
                .isEqualTo(object("{'model':'alias','message':{'content':'x'},'odd':1,'eval_count':4}"));
        assertThat(Chatting.DIALECT.relayReply(body, Talk.FRAME).usage().outputTokens())
                .isEqualTo(4);
    }

    private static List<String> ids(ChatReply reply) {
        return reply.choices().getFirst().parts().stream()
                .map(part -> ((Part.ToolCall) part).id())
                .toList();
    }
}
