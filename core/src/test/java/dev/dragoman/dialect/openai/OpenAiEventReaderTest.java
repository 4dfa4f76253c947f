package dev.dragoman.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.ChatCollector;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiEventReaderTest {

    private static final Golden GOLDEN = new Golden("openai");

    private final EventReader reader = new OpenAiDialect().eventReader();
    private final ChatCollector heard = new ChatCollector();

    @Test
    void aStreamIsHeardAsTheAnswerThatItTells() {
        GOLDEN.events("rich.stream.in.sse").forEach(event -> reader.read(event, heard));

        ChatReply reply = heard.reply();
        assertThat(reply.id()).isEqualTo("chatcmpl-1");
        assertThat(reply.model()).isEqualTo("gpt-4o");
        assertThat(reply.extras().names()).containsExactlyInAnyOrder("prompt_filter_results", "system_fingerprint");
        assertThat(reply.usage().reasoningTokens()).isEqualTo(1);
        assertThat(reply.choices().get(0).parts())
                .contains(
                        new Part.Thinking("hm", "s"),
                        new Part.RedactedThinking("d"),
                        new Part.Text("Hi", null, List.of(Json.parseObject("{\"x\":1}")), "q"),
                        new Part.Refusal("no"),
                        new Part.SpokenAudio("a", "UklG", "t", null, 1L),
                        new Part.ToolCall("c", "f", "{}"),
                        new Part.ToolCall("d", "g", "x", true, null, null));
        assertThat(reply.choices().get(1).parts()).containsExactly(new Part.Text("Yo"));
        assertThat(heard.complete()).isTrue();
    }

    @Test
    void azuresFirstChunkIsNotTheBeginning() {
        read("{\"choices\":[],\"model\":\"\",\"id\":\"\",\"prompt_filter_results\":[]}");

        assertThat(heard.reply().model()).isEmpty();
        assertThat(heard.reply().id()).isNull();

        read(chunk("{\"content\":\"x\"}", "null"));

        assertThat(heard.reply().id()).isEqualTo("c1");
        assertThat(heard.reply().extras().has("prompt_filter_results")).isTrue();
    }

    @Test
    void anEndThatTellsNoReasonIsAStop() {
        read(chunk("{\"content\":\"x\"}", "null"));
        read("[DONE]");

        assertThat(choice().finish()).isEqualTo(FinishReason.STOP);
        assertThat(heard.complete()).isTrue();
    }

    @Test
    void anEndThatTellsNoReasonAfterCallsIsForThem() {
        read(chunk("{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\"}}]}", "null"));
        read("[DONE]");

        assertThat(choice().finish()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void aFinishedStreamWithoutDoneIsComplete() {
        read(chunk("{\"content\":\"x\"}", "\"stop\""));

        reader.end(heard);

        assertThat(heard.complete()).isTrue();
    }

    @Test
    void aStreamThatEndsBeforeTheLastChoiceIsFinishedIsBroken() {
        read(chunk("{\"content\":\"x\"}", "\"stop\""));
        read("{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"y\"}}]}");

        assertThatThrownBy(() -> reader.end(heard)).isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void aStreamThatNeverBeginsIsBroken() {
        assertThatThrownBy(() -> reader.end(heard)).isInstanceOf(ApiConnectionException.class);
        assertThatThrownBy(() -> read("[DONE]")).isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void anErrorInTheStreamIsThrown() {
        read(chunk("{\"content\":\"x\"}", "null"));

        assertThatThrownBy(() -> read("{\"error\":{\"message\":\"oops\",\"type\":\"server_error\",\"code\":null}}"))
                .isInstanceOf(InternalServerException.class)
                .hasMessage("oops");
        assertThatThrownBy(() -> read("{\"error\":{\"message\":\"slow\",\"code\":\"429\"}}"))
                .isInstanceOf(RateLimitException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"choices\":", "7", "{\"choices\":[{\"index\":-1,\"delta\":{}}]}", "{\"choices\":{}}"})
    void whatIsNoChunkIsTheVendorsFault(String data) {
        assertThatThrownBy(() -> read(data)).isInstanceOf(ApiResponseException.class);
    }

    @Test
    void callsThatShareANumberAreToldApartByTheirIds() {
        read(chunk(
                "{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}",
                "null"));
        read(chunk(
                "{\"tool_calls\":[{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"[]\"}}]}",
                "null"));

        assertThat(choice().parts())
                .containsExactly(new Part.ToolCall("a", "f", "{}"), new Part.ToolCall("b", "g", "[]"));
    }

    @Test
    void anIdThatChangesWithinACallIsStillThatCall() {
        read(chunk(
                "{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}",
                "null"));
        read(chunk("{\"tool_calls\":[{\"index\":0,\"id\":\"z\",\"function\":{\"arguments\":\"}\"}}]}", "null"));

        assertThat(choice().parts()).containsExactly(new Part.ToolCall("a", "f", "{}"));
    }

    @Test
    void callsWithoutNumbersAreToldApart() {
        read(chunk("{\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}", "null"));
        read(chunk("{\"tool_calls\":[{\"function\":{\"arguments\":\"}\"}}]}", "null"));
        read(chunk("{\"tool_calls\":[{\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":{\"x\":1}}}]}", "null"));

        assertThat(choice().parts())
                .containsExactly(new Part.ToolCall("a", "f", "{}"), new Part.ToolCall("b", "g", "{\"x\":1}"));
    }

    @Test
    void numbersOfCallsNeedNotBeginWithZero() {
        List<ChatEvent> events = new ArrayList<>();
        reader.read(
                event(chunk("{\"tool_calls\":[{\"index\":7,\"id\":\"a\",\"function\":{\"name\":\"f\"}}]}", "null")),
                events::add);

        assertThat(events).contains(new ChatEvent.ToolCallStarted(0, 0, "a", "f", false, null));
    }

    @Test
    void usageOnTheLastChunkOfAChoiceCounts() {
        read("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,"
                + "\"completion_tokens\":2,\"prompt_cache_hit_tokens\":1}}");

        assertThat(heard.reply().usage())
                .isEqualTo(new Usage(1L, 2L, null, 1L, null, null, null, null, null, JsonObject.EMPTY));
    }

    static List<List<String>> cuts() {
        return List.of(
                List.of("<think>", "hm", "</think>", "\n\n", "Hi"),
                List.of("<thi", "nk>\nh", "m\n", "</thi", "nk>\n", "\nH", "i"),
                List.of(" <", "think>hm</", "think>Hi"),
                List.of("<think>hm</think>Hi"));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void thoughtsBetweenTagsAreToldApartHoweverTheyAreCut(List<String> pieces) {
        EventReader tagged = new OpenAiDialect(true).eventReader();
        for (String piece : pieces) {
            String delta = JsonObject.builder().put("content", piece).build().toJson();
            tagged.read(event(chunk(delta, "null")), heard);
        }
        tagged.read(event("[DONE]"), heard);

        assertThat(choice().parts()).containsExactly(new Part.Thinking("hm", null), new Part.Text("Hi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<thin", " <", "plain", "  "})
    void textThatOnlyLooksLikeATagStaysText(String text) {
        EventReader tagged = new OpenAiDialect(true).eventReader();
        tagged.read(
                event(chunk(JsonObject.builder().put("content", text).build().toJson(), "null")), heard);
        tagged.read(event("[DONE]"), heard);

        assertThat(choice().parts()).containsExactly(new Part.Text(text));
    }

    private Choice choice() {
        return heard.reply().choices().getFirst();
    }

    private void read(String data) {
        reader.read(event(data), heard);
    }

    private static String chunk(String delta, String finish) {
        return "{\"id\":\"c1\",\"model\":\"m\",\"created\":5,\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":" + finish + "}]}";
    }

    private static SseEvent event(String data) {
        return SseEvent.data(data.getBytes(StandardCharsets.UTF_8));
    }
}
