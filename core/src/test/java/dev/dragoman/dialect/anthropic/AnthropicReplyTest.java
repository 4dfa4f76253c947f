package dev.dragoman.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnthropicReplyTest {

    private static final Golden GOLDEN = new Golden("anthropic");

    private static final ReplyFrame FRAME = new ReplyFrame("msg_made", "claude", 0, true, false);
    private static final AnthropicDialect DIALECT = new AnthropicDialect();

    @Test
    void theWorkedExampleIsReadAsInTheReference() {
        ChatReply reply = DIALECT.readReply(GOLDEN.bytes("worked-example.reply.in.json"));

        assertThat(reply)
                .isEqualTo(new ChatReply(
                        "msg_01",
                        "claude-sonnet-4-5-20250929",
                        null,
                        List.of(choice(
                                FinishReason.TOOL_CALLS,
                                new Part.Text("A cat."),
                                new Part.ToolCall("toolu_01", "lookup", "{\"q\":\"cat\"}"))),
                        new Usage(140L, 25L, null, 100L, 0L, null, null, null, null, JsonObject.EMPTY),
                        null,
                        JsonObject.EMPTY));
    }

    @Test
    void aRichAnswerIsReadWithNothingLost() {
        ChatReply reply = DIALECT.readReply(GOLDEN.bytes("rich.reply.in.json"));

        GOLDEN.assertSame(Json.parse(DIALECT.writeReply(reply, FRAME)), "rich.reply.out.json");
    }

    @Test
    void theUsageOfARichAnswerCountsCachesIn() {
        ChatReply reply = DIALECT.readReply(GOLDEN.bytes("rich.reply.in.json"));

        assertThat(reply.usage())
                .isEqualTo(new Usage(
                        240L,
                        25L,
                        null,
                        200L,
                        30L,
                        20L,
                        5L,
                        null,
                        null,
                        Json.parseObject(
                                "{\"server_tool_use\":{\"web_search_requests\":1},\"service_tier\":\"standard\","
                                        + "\"speed\":\"fast\"}")));
        assertThat(reply.serviceTier()).isEqualTo("default");
    }

    @Test
    void blocksOfTheVendorsOwnAreShownBesideTheMessageToo() {
        Choice choice =
                DIALECT.readReply(GOLDEN.bytes("rich.reply.in.json")).choices().getFirst();

        assertThat(choice.extras().names())
                .containsExactlyInAnyOrder("server_tool_calls", "web_search_results", "tool_results", "container");
        assertThat(choice.finish()).isEqualTo(FinishReason.PAUSE);
        assertThat(choice.nativeFinish()).isEqualTo("pause_turn");
    }

    @Test
    void citationsOfWebPagesBecomeAnnotationsCountedInCodePoints() {
        Choice choice =
                DIALECT.readReply(GOLDEN.bytes("rich.reply.in.json")).choices().getFirst();

        assertThat(choice.annotations())
                .containsExactly(Json.parseObject("{\"type\":\"url_citation\",\"url_citation\":{\"start_index\":6,"
                        + "\"end_index\":26,\"url\":\"https://bern.example\",\"title\":\"Bern\"}}"));
    }

    @Test
    void whoCalledAToolComesBackWithTheCall() {
        Choice choice =
                DIALECT.readReply(GOLDEN.bytes("rich.reply.in.json")).choices().getFirst();

        assertThat(choice.parts().get(6))
                .isEqualTo(new Part.ToolCall(
                        "toolu_1",
                        "sum",
                        "{\"a\":1}",
                        false,
                        "{\"caller\":{\"type\":\"code_execution_20250825\",\"tool_id\":\"srvtoolu_2\"}}",
                        null));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP, ",
        "stop_sequence, STOP, stop_sequence",
        "max_tokens, LENGTH, ",
        "model_context_window_exceeded, LENGTH, model_context_window_exceeded",
        "compaction, LENGTH, compaction",
        "tool_use, TOOL_CALLS, ",
        "refusal, CONTENT_FILTER, refusal",
        "pause_turn, PAUSE, pause_turn",
        "something_new, STOP, something_new",
    })
    void reasonsToStopAreRead(String wire, FinishReason finish, @Nullable String unusual) {
        Choice choice =
                read("'stop_reason':'" + wire + "','content':[]").choices().getFirst();

        assertThat(choice.finish()).isEqualTo(finish);
        assertThat(choice.nativeFinish()).isEqualTo(unusual);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "end_turn",
                "max_tokens",
                "model_context_window_exceeded",
                "compaction",
                "tool_use",
                "refusal",
                "pause_turn",
                "stop_sequence"
            })
    void reasonsToStopComeBackAsTheyWere(String wire) {
        ChatReply reply = read("'stop_reason':'" + wire + "','content':[]");

        assertThat(written(reply).string("stop_reason")).isEqualTo(wire);
    }

    @Test
    void anotherVendorsReasonIsNotRepeated() {
        Choice choice =
                new Choice(0, List.of(), FinishReason.LENGTH, "MAX_TOKENS", null, null, List.of(), JsonObject.EMPTY);

        assertThat(written(reply(choice)).string("stop_reason")).isEqualTo("max_tokens");
    }

    @Test
    void aStopThatMetASequenceSaysSo() {
        Choice choice = new Choice(0, List.of(), FinishReason.STOP, null, "END", null, List.of(), JsonObject.EMPTY);

        assertThat(written(reply(choice)).string("stop_reason")).isEqualTo("stop_sequence");
        assertThat(written(reply(choice)).string("stop_sequence")).isEqualTo("END");
    }

    @Test
    void anAnswerThatAsksForToolsStopsForThem() {
        ChatReply reply = reply(choice(FinishReason.STOP, new Part.ToolCall("call_1", "f", "{}")));

        assertThat(written(reply).string("stop_reason")).isEqualTo("tool_use");
    }

    @Test
    void aRefusalIsToldAsTextAndAsTheReason() {
        JsonObject written = written(reply(choice(FinishReason.STOP, new Part.Refusal("No."))));

        assertThat(written.get("content")).isEqualTo(json("[{'type':'text','text':'No.'}]"));
        assertThat(written.string("stop_reason")).isEqualTo("refusal");
    }

    @Test
    void anAnswerOfAnotherVendorIsToldInBlocks() {
        Choice choice = new Choice(
                0,
                List.of(
                        new Part.Thinking("hm", null),
                        new Part.Text("Zürich 🏔 yes"),
                        new Part.Image(new MediaSource.Base64("image/png", "iVBO"), null, null),
                        new Part.SpokenAudio("a1", "UklG", "spoken", "wav", null),
                        new Part.Opaque("gemini", JsonObject.EMPTY),
                        new Part.ToolCall("", "f", "", false, "sig+/=", null)),
                FinishReason.TOOL_CALLS,
                null,
                null,
                null,
                List.of(Json.parseObject(
                        "{\"type\":\"url_citation\",\"url_citation\":{\"start_index\":7,\"end_index\":12,"
                                + "\"url\":\"https://z.example\",\"title\":\"Z\"}}")),
                JsonObject.EMPTY);

        JsonObject written = written(reply(choice));

        assertThat(written.get("content"))
                .isEqualTo(json("[{'type':'thinking','thinking':'hm','signature':''},"
                        + "{'type':'text','text':'Zürich 🏔 yes','citations':[{'type':'web_search_result_location',"
                        + "'url':'https://z.example','title':'Z','encrypted_index':'','cited_text':'🏔 yes'}]},"
                        + "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'iVBO'}},"
                        + "{'type':'text','text':'spoken'},"
                        + "{'type':'tool_use','id':'toolu_msg_made_0__thought__sig+/=','name':'f','input':{},"
                        + "'caller':{'type':'direct'}}]"));
    }

    @Test
    void theUsageOfAnotherVendorIsTakenApart() {
        Usage usage = new Usage(140L, 25L, null, 100L, 10L, null, 7L, null, null, JsonObject.EMPTY);
        ChatReply reply =
                new ChatReply("x", "m", 1L, List.of(choice(FinishReason.STOP)), usage, "priority", JsonObject.EMPTY);

        assertThat(written(reply).get("usage"))
                .isEqualTo(
                        json(
                                "{'input_tokens':30,'cache_creation_input_tokens':10,'cache_read_input_tokens':100,"
                                        + "'output_tokens':25,'output_tokens_details':{'thinking_tokens':7},'service_tier':'priority'}"));
    }

    @Test
    void theToolToAnswerByTurnsBackIntoTheAnswer() {
        Choice choice = read("'stop_reason':'tool_use','content':[{'type':'text','text':'Here it is:'},"
                        + "{'type':'tool_use','id':'t','name':'json_tool_call','input':{'values':[1]}}]")
                .choices()
                .getFirst();

        assertThat(choice.parts()).containsExactly(new Part.Text("{\"values\":[1]}"));
        assertThat(choice.finish()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void anAnswerThatHadToBeWrappedIsUnwrapped() {
        Choice choice = read("'stop_reason':'tool_use','content':["
                        + "{'type':'tool_use','id':'t','name':'json_tool_call_values','input':{'values':[1,2]}}]")
                .choices()
                .getFirst();

        assertThat(choice.parts()).containsExactly(new Part.Text("[1,2]"));
    }

    @Test
    void otherToolsBesideTheAnswerAreStillAskedFor() {
        Choice choice = read("'stop_reason':'tool_use','content':["
                        + "{'type':'tool_use','id':'t','name':'json_tool_call','input':{}},"
                        + "{'type':'tool_use','id':'u','name':'lookup','input':{}}]")
                .choices()
                .getFirst();

        assertThat(choice.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Bad gateway</html>",
                "[]",
                "{}",
                "{\"model\":\"m\"}",
                "{\"model\":\"m\",\"content\":{}}",
                "{\"model\":\"m\",\"content\":[7]}",
                "{\"model\":\"m\",\"content\":[{\"type\":\"text\"}]}",
                "{\"model\":\"m\",\"content\":[],\"usage\":[]}"
            })
    void whatIsNoAnswerIsRefusedWithItsPlace(String body) {
        assertThatThrownBy(() -> DIALECT.readReply(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ApiResponseException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void anErrorWithAStatusOfSuccessIsAnError() {
        byte[] body = json("{'type':'error','error':{'type':'api_error','message':'oops'}}")
                .toJson()
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> DIALECT.readReply(body)).isInstanceOf(InternalServerException.class);
        assertThatThrownBy(() -> DIALECT.relayReply(body, FRAME)).isInstanceOf(InternalServerException.class);
    }

    @Test
    void aRelayedAnswerKeepsItsBytesButForTheModel() {
        byte[] body = GOLDEN.bytes("rich.reply.in.json");

        RelayedReply relayed = DIALECT.relayReply(body, FRAME);

        JsonObject expected = Json.parseObject(body).with("model", new JsonString("claude"));
        assertThat(Json.parse(relayed.body().toBytes())).isEqualTo(expected);
        assertThat(relayed.usage().inputTokens()).isEqualTo(240);
    }

    private static Choice choice(@Nullable FinishReason finish, Part... parts) {
        return new Choice(0, List.of(parts), finish, null, null, null, List.of(), JsonObject.EMPTY);
    }

    private static ChatReply reply(Choice choice) {
        return new ChatReply(null, "m", null, List.of(choice), Usage.of(1, 2), null, JsonObject.EMPTY);
    }

    private static ChatReply read(String members) {
        JsonValue body = json("{'id':'msg_1','type':'message','model':'m'," + members + "}");
        return DIALECT.readReply(Json.bytes(body));
    }

    private static JsonObject written(ChatReply reply) {
        return Json.parseObject(DIALECT.writeReply(reply, FRAME));
    }

    private static JsonValue json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
