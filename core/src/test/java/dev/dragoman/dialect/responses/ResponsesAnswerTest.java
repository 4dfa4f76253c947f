package dev.dragoman.dialect.responses;

import static dev.dragoman.dialect.responses.Responding.DIALECT;
import static dev.dragoman.dialect.responses.Responding.FRAME;
import static dev.dragoman.dialect.responses.Responding.at;
import static dev.dragoman.dialect.responses.Responding.body;
import static dev.dragoman.dialect.responses.Responding.bytes;
import static dev.dragoman.dialect.responses.Responding.heard;
import static dev.dragoman.dialect.responses.Responding.object;
import static dev.dragoman.dialect.responses.Responding.relayed;
import static dev.dragoman.dialect.responses.Responding.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.ChatCollector;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponsesAnswerTest {

    private static final Golden GOLDEN = new Golden("crossing");

    @Test
    void anAnswerRepeatsWhatWasAsked() {
        ReplyFrame frame = new ReplyFrame(
                "chatcmpl-7",
                "alias",
                1,
                false,
                false,
                false,
                body("{'model':'alias','input':'x','temperature':0.25,'instructions':'be kind',"
                        + "'tools':[{'type':'function','name':'f'}],'metadata':{'a':'b'},'top_p':null}"));

        JsonObject written = Json.parseObject(DIALECT.writeReply(said("hi"), frame));

        assertThat(written.string("id")).isEqualTo("resp_7");
        assertThat(written.string("instructions")).isEqualTo("be kind");
        assertThat(written.number("temperature")).isEqualTo(0.25);
        assertThat(written.object("metadata")).isEqualTo(object("{'a':'b'}"));
        assertThat(at(written, "tools", 0, "name")).isEqualTo(new JsonString("f"));
        assertThat(written.get("top_p")).isEqualTo(JsonNull.NULL);
        assertThat(written.string("tool_choice")).isEqualTo("auto");
        assertThat(written.bool("parallel_tool_calls")).isTrue();
    }

    private static ChatReply said(String text) {
        Choice choice = new Choice(
                0, List.of(new Part.Text(text)), FinishReason.STOP, null, null, null, List.of(), JsonObject.EMPTY);
        return new ChatReply("msg_1", "m", null, List.of(choice), Usage.NONE, null, JsonObject.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "completed, , STOP, ",
        "incomplete, max_output_tokens, LENGTH, ",
        "incomplete, content_filter, CONTENT_FILTER, ",
        "incomplete, steered, LENGTH, steered",
        "incomplete, , LENGTH, ",
    })
    void everyEndingIsUnderstood(
            String status, @Nullable String reason, FinishReason finish, @Nullable String nativeFinish) {
        String details = reason == null ? "null" : "{'reason':'" + reason + "'}";

        Choice choice = reply("{'id':'resp_1','status':'" + status + "','incomplete_details':" + details
                        + ",'model':'m','output':[]}")
                .choices()
                .getFirst();

        assertThat(choice.finish()).isEqualTo(finish);
        assertThat(choice.nativeFinish()).isEqualTo(nativeFinish);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate_limit_exceeded|slow down|RateLimitError",
                "server_error|oops|InternalServerError",
                "invalid_prompt|bad prompt|BadRequestError",
                "context_length_exceeded|This model's maximum context length is 8 tokens|ContextWindowExceededError",
                "vector_store_timeout|late|Timeout",
            })
    void anAnswerThatFailedIsAFailureOfItsKind(String code, String message, String name) {
        String error = "{'code':'" + code + "','message':'" + message.replace("'s", "s") + "'}";
        String failed = "{'id':'resp_1','object':'response','status':'failed','error':" + error + ",'output':[]}";

        assertThatThrownBy(() -> reply(failed))
                .isInstanceOfSatisfying(
                        LlmException.class,
                        failure -> assertThat(failure.errorName()).isEqualTo(name));
        assertThatThrownBy(() -> heard("{'type':'response.failed','response':" + failed + "}"))
                .isInstanceOfSatisfying(
                        LlmException.class,
                        failure -> assertThat(failure.errorName()).isEqualTo(name));
        assertThatThrownBy(() -> heard("{'type':'error','code':'" + code + "','message':'" + message.replace("'s", "s")
                        + "','param':null,'sequence_number':3}"))
                .isInstanceOfSatisfying(
                        LlmException.class,
                        failure -> assertThat(failure.errorName()).isEqualTo(name));
        assertThatThrownBy(() -> DIALECT.relayReply(bytes(failed), FRAME))
                .isInstanceOfSatisfying(
                        LlmException.class,
                        failure -> assertThat(failure.errorName()).isEqualTo(name));
    }

    @Test
    void anAnswerThatIsStillBeingMadeIsNone() {
        assertThatThrownBy(() -> reply("{'id':'resp_1','status':'queued','output':[]}"))
                .isInstanceOf(ApiResponseException.class)
                .hasMessageContaining("queued");
    }

    @Test
    void whatIsNoResponseIsNamed() {
        assertThatThrownBy(() -> reply("{'id':'resp_1','status':'completed'}"))
                .isInstanceOf(ApiResponseException.class)
                .hasMessageContaining("output");
        assertThatThrownBy(() -> DIALECT.relayReply(bytes("{'id':'resp_1'}"), FRAME))
                .isInstanceOf(ApiResponseException.class);
        assertThatThrownBy(() -> DIALECT.readReply(bytes("<html>"))).isInstanceOf(ApiResponseException.class);
    }

    @Test
    void aStreamThatBreaksOffIsNoAnswer() {
        assertThatThrownBy(() -> heard("{'type':'response.output_text.delta','output_index':0,'delta':'x'}"))
                .isInstanceOf(ApiConnectionException.class);
        assertThatThrownBy(() -> relayed(List.of(SseEvent.data(bytes("{'type':'response.output_text.delta'}")))))
                .isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void whatAServerTellsOnlyAtTheEndIsTold() {
        ChatCollector collector = new ChatCollector();

        heard("{'type':'response.completed','response':{'id':'resp_1','object':'response','status':'completed',"
                        + "'model':'m','output':[{'type':'message','id':'msg_1','role':'assistant','content':["
                        + "{'type':'output_text','text':'hi','annotations':[{'type':'url_citation','start_index':0,"
                        + "'end_index':2,'url':'u','title':'t'}]}]},"
                        + "{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}],"
                        + "'usage':{'input_tokens':1,'output_tokens':2,'total_tokens':3}}}")
                .forEach(collector);

        ChatReply told = collector.reply();
        assertThat(told.choices().getFirst().parts())
                .containsExactly(new Part.Text("hi"), new Part.ToolCall("c", "f", "{}"));
        assertThat(told.choices().getFirst().annotations()).hasSize(1);
        assertThat(told.choices().getFirst().finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(told.usage().total()).isEqualTo(3);
    }

    @Test
    void theStreamOfAVendorSaysWhatItsLastEventHolds() {
        List<SseEvent> vendor = GOLDEN.events("stream/items-in-events/responses.in.sse");
        ChatCollector collector = new ChatCollector();
        var reader = DIALECT.eventReader();
        vendor.forEach(event -> reader.read(event, collector));

        JsonObject last = Json.parseObject(vendor.getLast().data());

        assertThat(collector.reply())
                .usingRecursiveComparison()
                .ignoringFields("serviceTier", "usage.served.tier")
                .isEqualTo(DIALECT.readReply(Json.bytes(at(last, "response"))));
    }

    @Test
    void onlyTheModelsNameChangesInARelayedStream() {
        List<SseEvent> vendor = GOLDEN.events("stream/items-in-events/responses.in.sse");

        List<SseEvent> sent = relayed(vendor);

        List<String> expected = vendor.stream()
                .map(event -> event.text().replace("\"gpt-5.2-2025-12-11\"", "\"alias\""))
                .toList();
        assertThat(sent.stream().map(SseEvent::text)).isEqualTo(expected);
        assertThat(sent.stream().map(SseEvent::event))
                .isEqualTo(vendor.stream().map(SseEvent::event).toList());
    }

    @Test
    void onlyTheModelsNameChangesInARelayedAnswer() {
        byte[] vendor = GOLDEN.bytes("reply/items-of-every-kind/responses.in.json");

        RelayedReply relayed = DIALECT.relayReply(vendor, FRAME);

        assertThat(new String(relayed.body().toBytes(), StandardCharsets.UTF_8).replaceAll("\\s", ""))
                .isEqualTo(new String(vendor, StandardCharsets.UTF_8)
                        .replace("gpt-5.2-2025-12-11", "alias")
                        .replaceAll("\\s", ""));
        assertThat(relayed.usage().reasoningTokens()).isEqualTo(128);
    }

    @Test
    void aBrokenStreamEndsWithAnErrorThatEveryClientFinds() {
        SseEvent event = DIALECT.writeErrorEvent(new RateLimitException("slow down"), null, 12);

        JsonObject told = Json.parseObject(event.data());
        assertThat(event.event()).isEqualTo("error");
        assertThat(told.string("type")).isEqualTo("error");
        assertThat(told.string("message")).isEqualTo("slow down");
        assertThat(told.string("code")).isEqualTo("429");
        assertThat(told.integer("sequence_number")).isEqualTo(12);
        assertThat(at(told, "error", "message")).isEqualTo(new JsonString("slow down"));
    }

    @Test
    void callsWithoutArgumentsHaveEmptyOnes() {
        List<SseEvent> told = Responding.told(List.of(
                new ChatEvent.ToolCallStarted(0, 0, "c", "f", false, null),
                new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null),
                new ChatEvent.Ended()));

        StreamShape.check(told);
        assertThat(at(Json.parse(told.getLast().data()), "response", "output", 0, "arguments"))
                .isEqualTo(new JsonString("{}"));
    }

    @Test
    void callsInTurnsAreToldSideBySide() {
        List<ChatEvent> events = new ArrayList<>(List.of(
                new ChatEvent.ToolCallStarted(0, 0, "c0", "f", false, null),
                new ChatEvent.ToolCallStarted(0, 1, "c1", "f", false, null),
                new ChatEvent.ToolArguments(0, 1, "{\"b\""),
                new ChatEvent.ToolArguments(0, 0, "{}"),
                new ChatEvent.ToolArguments(0, 1, ":1}"),
                new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null),
                new ChatEvent.Ended()));

        List<SseEvent> told = Responding.told(events);

        StreamShape.check(told);
        assertThat(at(Json.parse(told.getLast().data()), "response", "output", 1, "arguments"))
                .isEqualTo(new JsonString("{\"b\":1}"));
    }
}
