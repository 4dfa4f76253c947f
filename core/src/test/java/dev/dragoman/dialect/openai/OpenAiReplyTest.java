package dev.dragoman.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.Served;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiReplyTest {

    private static final Golden GOLDEN = new Golden("openai");

    private static final OpenAiDialect DIALECT = new OpenAiDialect();
    private static final OpenAiDialect COMPATIBLE = new OpenAiDialect(true);
    private static final ReplyFrame FRAME = new ReplyFrame("chatcmpl-made", "weather-model", 5, false, false);
    private static final ReplyFrame LEGACY = new ReplyFrame("chatcmpl-made", "m", 5, false, true);

    @Test
    void theWorkedExampleIsReadAndWrittenAsTheFileSays() {
        ChatReply reply = DIALECT.readReply(GOLDEN.bytes("worked-example.reply.in.json"));

        GOLDEN.assertSame(Json.parse(DIALECT.writeReply(reply, FRAME)), "worked-example.reply.out.json");
    }

    @Test
    void aForeignAnswerIsWrittenInTheCanonicalForm() {
        Choice choice = new Choice(
                0,
                List.of(
                        new Part.Thinking("France's capital is Paris.", "EqQBCg..."),
                        new Part.Opaque(
                                "anthropic", Json.parse("{\"type\":\"server_tool_use\",\"id\":\"srvtoolu_1\"}")),
                        new Part.Text("Paris.", null, List.of(Json.parseObject("{\"cited_text\":\"Paris\"}")), null)),
                FinishReason.STOP,
                "stop_sequence",
                "END",
                null,
                List.of(Json.parseObject(
                        "{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"https://x.example\"}}")),
                Json.parseObject("""
                        {"server_tool_calls":[{"type":"server_tool_use","id":"srvtoolu_1"}],"container":{"id":"c"},
                         "content_filter_results":{"hate":{"filtered":false}},
                         "vertex_ai_grounding_metadata":[{"webSearchQueries":["capital"]}]}"""));
        Usage usage = new Usage(32L, 18L, null, 20L, 0L, null, 9L, null, null, JsonObject.EMPTY);
        ChatReply reply = new ChatReply(null, "x", 1_767_225_600L, List.of(choice), usage, null, JsonObject.EMPTY);
        ReplyFrame frame = new ReplyFrame("chatcmpl-made", "claude", 5, false, false);

        GOLDEN.assertSame(Json.parse(DIALECT.writeReply(reply, frame)), "canonical.reply.out.json");
    }

    @Test
    void anAnswerOfOnlyToolCallsHasNoContentAndStopsForThem() {
        ChatReply reply = reply(new Choice(
                0, List.of(new Part.ToolCall("c", "f", "")), null, null, null, null, List.of(), JsonObject.EMPTY));

        assertThat(text(DIALECT.writeReply(reply, FRAME)))
                .contains("\"content\":null", "\"arguments\":\"{}\"", "\"finish_reason\":\"tool_calls\"");
    }

    @Test
    void aCallIsToldInTheOlderFormToWhoAskedInIt() {
        ChatReply reply = DIALECT.readReply(GOLDEN.bytes("worked-example.reply.in.json"));

        String written = text(DIALECT.writeReply(reply, LEGACY));

        assertThat(written)
                .contains("\"function_call\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}")
                .contains("\"finish_reason\":\"function_call\"")
                .doesNotContain("tool_calls");
    }

    @Test
    void aCallInTheOlderFormIsReadAsAToolCall() {
        ChatReply reply = DIALECT.readReply(bytes("{\"id\":\"x\",\"choices\":[{\"finish_reason\":\"function_call\","
                + "\"message\":{\"content\":null,\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}}}]}"));

        assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.FUNCTION_CALL);
        assertThat(reply.choices().getFirst().parts().getFirst())
                .isInstanceOfSatisfying(
                        Part.ToolCall.class, call -> assertThat(call.name()).isEqualTo("f"));
    }

    @Test
    void callsWithoutIdsGetIdsThatDifferBetweenCallsAndAnswers() {
        String calls =
                "\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}},"
                        + "{\"id\":\"\",\"function\":{\"name\":\"f\"}}]}}]}";

        List<Part> first = DIALECT.readReply(bytes("{\"id\":\"chatcmpl-1\"," + calls))
                .choices()
                .getFirst()
                .parts();
        List<Part> second = DIALECT.readReply(bytes("{\"id\":\"chatcmpl-2\"," + calls))
                .choices()
                .getFirst()
                .parts();

        assertThat(List.of(id(first.get(0)), id(first.get(1)), id(second.get(0)), id(second.get(1))))
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("call_[0-9a-f]{16}_0_[01]"));
        assertThat(((Part.ToolCall) first.get(0)).arguments()).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "stop,           STOP,           ",
        "length,         LENGTH,         ",
        "content_filter, CONTENT_FILTER, ",
        "eos,            STOP,           eos",
        "max_tokens,     LENGTH,         max_tokens"
    })
    void everyWordForTheEndIsUnderstood(String word, FinishReason finish, @Nullable String unusual) {
        Choice choice = DIALECT.readReply(
                        bytes("{\"choices\":[{\"finish_reason\":\"" + word + "\",\"message\":{\"content\":\"x\"}}]}"))
                .choices()
                .getFirst();

        assertThat(choice.finish()).isEqualTo(finish);
        assertThat(choice.nativeFinish()).isEqualTo(unusual);
    }

    @Test
    void aStopWithToolCallsIsForThem() {
        Choice choice = DIALECT.readReply(bytes("{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"tool_calls\":"
                        + "[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}}]}"))
                .choices()
                .getFirst();

        assertThat(choice.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
                    <think>hm</think>Hi            | hm   | Hi
                    <thinking>hm</think>Hi         | hm   | Hi
                    <budget:thinking>hm</budget:thinking>Hi | hm | Hi
                    ~ <think> hm </think>  Hi ~    | ~ hm ~ | ~  Hi ~
                    <think>never closed            | never closed | -
                    Hi <think>x</think>            | -    | Hi <think>x</think>
                    <think>a</think><think>b</think> | a  | <think>b</think>
                    <thinker>hm</thinker>          | -    | <thinker>hm</thinker>
                    <think></think>Hi              | -    | Hi
                    """)
    void thoughtsBetweenTagsAreCutOutOfTheText(String content, @Nullable String thought, @Nullable String answer) {
        List<Part> parts = COMPATIBLE
                .readReply(Json.bytes(
                        Json.parseObject("{\"choices\":[{\"message\":{\"content\":" + quoted(content) + "}}]}")))
                .choices()
                .getFirst()
                .parts();

        assertThat(parts.stream()
                        .filter(Part.Thinking.class::isInstance)
                        .map(part -> ((Part.Thinking) part).text())
                        .toList())
                .isEqualTo(thought == null ? List.of() : List.of(thought));
        assertThat(parts.stream()
                        .filter(Part.Text.class::isInstance)
                        .map(part -> ((Part.Text) part).text())
                        .toList())
                .isEqualTo(answer == null ? List.of() : List.of(answer));
    }

    @Test
    void whoTellsThoughtsByThemselvesLeavesNoneInTheText() {
        ChatReply reply = COMPATIBLE.readReply(bytes(
                "{\"choices\":[{\"message\":{\"reasoning_content\":\"hm\",\"content\":\"<think>x</think>Hi\"}}]}"));

        assertThat(reply.choices().getFirst().parts())
                .containsExactly(new Part.Thinking("hm", null), new Part.Text("<think>x</think>Hi"));
    }

    @Test
    void reasoningUnderItsOtherNameIsReasoning() {
        ChatReply reply =
                DIALECT.readReply(bytes("{\"choices\":[{\"message\":{\"reasoning\":\"hm\",\"content\":\"Hi\"}}]}"));

        assertThat(reply.choices().getFirst().parts())
                .containsExactly(new Part.Thinking("hm", null), new Part.Text("Hi"));
    }

    @Test
    void contentInPartsIsReadAndUnknownPartsAreKept() {
        ChatReply reply = DIALECT.readReply(bytes("{\"choices\":[{\"message\":{\"content\":["
                + "{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]},"
                + "{\"type\":\"text\",\"text\":\"Hi\"},{\"type\":\"reference\",\"ids\":[1]}]}}]}"));

        assertThat(reply.choices().getFirst().parts())
                .containsExactly(
                        new Part.Thinking("hm", null),
                        new Part.Text("Hi"),
                        new Part.Opaque("openai", Json.parse("{\"type\":\"reference\",\"ids\":[1]}")));
    }

    @Test
    void aRelayedAnswerKeepsEveryByteButTheModelsName() {
        byte[] body = bytes("{\"id\":\"x\", \"model\": \"gpt\", \"new\" : [ 1 ],\"choices\":[ ],"
                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}");

        RelayedReply relayed = DIALECT.relayReply(body, FRAME);

        assertThat(text(relayed.body().toBytes()))
                .isEqualTo("{\"id\":\"x\",\"model\":\"weather-model\",\"new\" : [ 1 ],"
                        + "\"choices\":[ ],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}");
        assertThat(relayed.usage()).isEqualTo(Usage.of(1, 2).serving(Served.by("gpt")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>", "[]", "7", "{}", "{\"choices\":7}", "{\"choices\":[7]}", "{\"choices\":[{}]}"})
    void whatIsNoAnswerIsTheVendorsFault(String body) {
        assertThatThrownBy(() -> DIALECT.readReply(bytes(body))).isInstanceOf(ApiResponseException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1024", "99999999999", "\"x\""})
    void aChoiceWithAWildNumberIsTheVendorsFault(String index) {
        assertThatThrownBy(() -> DIALECT.readReply(
                        bytes("{\"choices\":[{\"index\":" + index + ",\"message\":{\"content\":\"x\"}}]}")))
                .isInstanceOf(ApiResponseException.class);
    }

    @Test
    void anErrorWithAStatusOfSuccessIsAnError() {
        byte[] body = bytes("{\"error\":{\"message\":\"slow down\",\"code\":429},\"choices\":null}");

        assertThatThrownBy(() -> DIALECT.readReply(body)).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> DIALECT.relayReply(body, FRAME)).isInstanceOf(RateLimitException.class);
    }

    private static String id(Part part) {
        return ((Part.ToolCall) part).id();
    }

    private static String quoted(String text) {
        return new JsonString(text).toJson();
    }

    private static ChatReply reply(Choice choice) {
        return new ChatReply("x", "m", 1L, List.of(choice), Usage.NONE, null, JsonObject.EMPTY);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
