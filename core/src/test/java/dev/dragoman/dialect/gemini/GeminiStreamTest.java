package dev.dragoman.dialect.gemini;

import static dev.dragoman.dialect.gemini.Speaking.FRAME;
import static dev.dragoman.dialect.gemini.Speaking.event;
import static dev.dragoman.dialect.gemini.Speaking.json;
import static dev.dragoman.dialect.gemini.Speaking.object;
import static dev.dragoman.dialect.gemini.Speaking.readEvents;
import static dev.dragoman.dialect.gemini.Speaking.writeEvents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiStreamTest {

    private static final String[] WORKED = {"""
        {"candidates":[{"content":{"role":"model","parts":[{"text":"Let me check. "}]},"index":0}],"usageMetadata":{"promptTokenCount":30,"totalTokenCount":33},"modelVersion":"gemini-3-pro-preview","responseId":"r-1"}""", """
        {"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"name":"weather","args":{"city":"Oslo"}},"thoughtSignature":"CpQB"}]},"index":0}],"usageMetadata":{"promptTokenCount":30,"candidatesTokenCount":15,"thoughtsTokenCount":40,"totalTokenCount":85}}""", """
        {"candidates":[{"content":{"role":"model","parts":[{"text":""}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":30,"candidatesTokenCount":15,"thoughtsTokenCount":40,"totalTokenCount":85}}"""};

    @Test
    void theWorkedExampleIsReadLiterally() {
        List<ChatEvent> events = readEvents(WORKED);

        ChatEvent.ToolCallStarted call = first(events, ChatEvent.ToolCallStarted.class);
        assertThat(call.id()).matches("call_[0-9a-f]{28}__thought__CpQB");
        Usage all = new Usage(
                30L,
                55L,
                85L,
                null,
                null,
                null,
                40L,
                null,
                null,
                object("{\"completion_tokens_details\":{\"text_tokens\":15}}"));
        assertThat(events)
                .containsExactly(
                        new ChatEvent.Started("r-1", "gemini-3-pro-preview", null, null, JsonObject.EMPTY),
                        new ChatEvent.Text(0, "Let me check. "),
                        new ChatEvent.UsageReported(
                                new Usage(30L, null, 33L, null, null, null, null, null, null, JsonObject.EMPTY)),
                        new ChatEvent.ToolCallStarted(0, 0, call.id(), "weather", false, "CpQB"),
                        new ChatEvent.ToolArguments(0, 0, "{\"city\":\"Oslo\"}"),
                        new ChatEvent.UsageReported(all),
                        new ChatEvent.UsageReported(all),
                        new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null),
                        new ChatEvent.Ended());
    }

    @Test
    void callsAreNumberedOverTheWholeStream() {
        List<ChatEvent> events = readEvents("""
                {"candidates":[{"content":{"parts":[{"functionCall":{"name":"a"}},{"functionCall":{"name":"b"}}]}}],"responseId":"r"}""", """
                {"candidates":[{"content":{"parts":[{"functionCall":{"name":"c"}}]},"finishReason":"STOP"}],"responseId":"r"}""");

        assertThat(events)
                .filteredOn(ChatEvent.ToolCallStarted.class::isInstance)
                .extracting(event -> ((ChatEvent.ToolCallStarted) event).call())
                .containsExactly(0, 1, 2);
        assertThat(events)
                .filteredOn(ChatEvent.ToolCallStarted.class::isInstance)
                .extracting(event -> ((ChatEvent.ToolCallStarted) event).id())
                .doesNotHaveDuplicates();
    }

    @Test
    void thoughtsAndSignaturesAreEventsOfTheirOwn() {
        List<ChatEvent> events = readEvents("""
                {"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"","thought":true,"thoughtSignature":"s1"},
                  {"text":"4"},{"text":"","thoughtSignature":"s2"}]},"finishReason":"STOP"}]}""");

        assertThat(events)
                .contains(
                        new ChatEvent.Thinking(0, "hm"),
                        new ChatEvent.ThinkingSignature(0, "s1"),
                        new ChatEvent.Text(0, "4"),
                        new ChatEvent.TextSignature(0, "s2"));
    }

    @Test
    void whatStandsBesideTheAnswerIsToldOnceAtItsEnd() {
        List<ChatEvent> events = readEvents("""
                {"candidates":[{"content":{"parts":[{"text":"Ærlig "}]},"safetyRatings":[{"category":"A"}]}]}""", """
                {"candidates":[{"content":{"parts":[{"text":"talt"}]},"finishReason":"STOP","safetyRatings":[{"category":"B"}],
                  "groundingMetadata":{"groundingChunks":[{"web":{"uri":"u","title":"t"}}],
                    "groundingSupports":[{"segment":{"startIndex":7,"endIndex":11},"groundingChunkIndices":[0]}]}}]}""");

        assertThat(events.subList(events.size() - 4, events.size() - 2))
                .containsExactly(new ChatEvent.Annotation(0, object("""
                                {"type":"url_citation","url_citation":{"url":"u","title":"t","start_index":6,"end_index":10}}""")), new ChatEvent.Extras(0, object("""
                                {"vertex_ai_safety_results":[[{"category":"B"}]],"vertex_ai_grounding_metadata":[
                                  {"groundingChunks":[{"web":{"uri":"u","title":"t"}}],
                                   "groundingSupports":[{"segment":{"startIndex":7,"endIndex":11},"groundingChunkIndices":[0]}]}]}""")));
    }

    @Test
    void severalAnswersEndEach() {
        List<ChatEvent> events = readEvents("""
                {"candidates":[{"content":{"parts":[{"text":"a"}]},"index":0},{"content":{"parts":[{"text":"b"}]},"index":1}]}""", """
                {"candidates":[{"finishReason":"STOP","index":1}]}""", """
                {"candidates":[{"finishReason":"MAX_TOKENS","index":0}]}""");

        assertThat(events)
                .endsWith(
                        new ChatEvent.Finished(0, FinishReason.LENGTH, null, null),
                        new ChatEvent.Finished(1, FinishReason.STOP, null, null),
                        new ChatEvent.Ended());
    }

    @Test
    void aRefusedPromptFinishesFiltered() {
        List<ChatEvent> events = readEvents("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}");

        assertThat(events)
                .containsExactly(
                        new ChatEvent.Started(
                                null, "", null, null, object("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}")),
                        new ChatEvent.Finished(0, FinishReason.CONTENT_FILTER, null, null),
                        new ChatEvent.Ended());
    }

    @Test
    void aListOfAnswersIsReadLikeEvents() {
        assertThat(readEvents("[" + String.join(",", WORKED) + "]")).hasSameSizeAs(readEvents(WORKED));
    }

    @Test
    void anAnswerBrokenOverEventsIsPutTogether() {
        String whole = WORKED[0];
        String[] events = {whole.substring(0, 40), whole.substring(40, 90), whole.substring(90), WORKED[1], WORKED[2]};

        assertThat(readEvents(events)).isEqualTo(readEvents(WORKED));
    }

    @Test
    void aHalfOfASurrogatePairSurvives() {
        List<ChatEvent> events = readEvents("""
                {"candidates":[{"content":{"parts":[{"text":"\\ud83d"}]}}]}""", """
                {"candidates":[{"content":{"parts":[{"text":"\\ude00"}]},"finishReason":"STOP"}]}""");

        List<SseEvent> written = writeEvents(FRAME, events);

        assertThat(written.get(0).text()).contains("\\ud83d");
        assertThat(written.get(1).text()).contains("\\ude00");
    }

    @Test
    void anErrorInTheMiddleIsThrown() {
        EventReader reader = Speaking.DIALECT.eventReader();
        reader.read(event(WORKED[0]), step -> {});

        assertThatExceptionOfType(ServiceUnavailableException.class)
                .isThrownBy(() -> reader.read(
                        event("{\"error\":{\"code\":503,\"message\":\"down\",\"status\":\"UNAVAILABLE\"}}"),
                        step -> {}))
                .satisfies(thrown -> assertThat(thrown.detail().provider()).isNull());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aStreamThatEndsTooEarlyIsBroken(int events) {
        EventReader reader = Speaking.DIALECT.eventReader();
        for (int i = 0; i < events; i++) {
            reader.read(event(WORKED[i]), step -> {});
        }

        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> reader.end(step -> {}));
    }

    @Test
    void aStreamThatEndsInTheMiddleOfAnEventIsBroken() {
        EventReader reader = Speaking.DIALECT.eventReader();
        reader.read(event(WORKED[2]), step -> {});
        reader.read(event(WORKED[2].substring(0, 30)), step -> {});

        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> reader.end(step -> {}));
    }

    @Test
    void whatIsNoJsonIsToldSo() {
        EventReader reader = Speaking.DIALECT.eventReader();

        assertThatExceptionOfType(ApiResponseException.class)
                .isThrownBy(() -> reader.read(event("<html>"), step -> {}));
    }

    @Test
    void callsOfAnotherVendorAreWrittenWhole() {
        List<JsonValue> written = written(List.of(
                new ChatEvent.Started("msg_1", "claude", null, null, JsonObject.EMPTY),
                new ChatEvent.UsageReported(Usage.of(5, 1)),
                new ChatEvent.Text(0, "Let me see."),
                new ChatEvent.ToolCallStarted(0, 0, "toolu_1", "f", false, null),
                new ChatEvent.ToolArguments(0, 0, "{\"a\""),
                new ChatEvent.ToolArguments(0, 0, ":1}"),
                new ChatEvent.ToolCallStarted(0, 1, "toolu_2", "g", false, null),
                new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, "tool_use", null),
                new ChatEvent.UsageReported(Usage.of(5, 9)),
                new ChatEvent.Ended()));

        assertThat(written)
                .containsExactly(
                        piece("{\"text\":\"Let me see.\"}"),
                        piece("{\"functionCall\":{\"id\":\"toolu_1\",\"name\":\"f\",\"args\":{\"a\":1}}}"),
                        piece("{\"functionCall\":{\"id\":\"toolu_2\",\"name\":\"g\",\"args\":{}}}"),
                        json("""
                                {"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"finishReason":"STOP","index":0}],
                                 "usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":9,"totalTokenCount":14},
                                 "modelVersion":"alias","responseId":"msg_1"}"""));
    }

    @Test
    void aRelayedStreamChangesItsModelAndNotesItsUsage() {
        EventRelay relay = Speaking.DIALECT.eventRelay(FRAME);
        List<SseEvent> relayed = new ArrayList<>();
        for (String one : WORKED) {
            relay.relay(event(one), relayed::add);
        }
        relay.end(relayed::add);

        assertThat(Json.parse(relayed.getFirst().data()))
                .isEqualTo(json(WORKED[0].replace("gemini-3-pro-preview", "alias")));
        assertThat(relayed.get(1).text()).isEqualTo(WORKED[1]);
        assertThat(relay.usage().outputTokens()).isEqualTo(55);
        assertThat(relay.complete()).isTrue();
    }

    @Test
    void aRelayedStreamThatEndsTooEarlyIsBroken() {
        EventRelay relay = Speaking.DIALECT.eventRelay(FRAME);
        relay.relay(event(WORKED[0]), event -> {});

        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> relay.end(event -> {}));
        assertThat(relay.complete()).isFalse();
    }

    @Test
    void aCountThatCannotBeReadDoesNotSpoilARelayedAnswer() {
        EventRelay relay = Speaking.DIALECT.eventRelay(FRAME);
        relay.relay(
                event(
                        "{\"candidates\":[{\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":\"many\"}}"),
                one -> {});
        relay.end(one -> {});

        assertThat(relay.usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void aRelayedErrorIsThrown() {
        EventRelay relay = Speaking.DIALECT.eventRelay(FRAME);

        assertThatExceptionOfType(ServiceUnavailableException.class)
                .isThrownBy(() ->
                        relay.relay(event("{\"error\":{\"status\":\"UNAVAILABLE\",\"message\":\"m\"}}"), one -> {}));
    }

    private static List<JsonValue> written(List<ChatEvent> events) {
        return writeEvents(FRAME, events).stream()
                .map(event -> Json.parse(event.data()))
                .toList();
    }

    private static JsonValue piece(String part) {
        return json("{\"candidates\":[{\"content\":{\"parts\":[" + part
                + "],\"role\":\"model\"},\"index\":0}],\"modelVersion\":\"alias\",\"responseId\":\"msg_1\"}");
    }

    private static <T extends ChatEvent> T first(List<ChatEvent> events, Class<T> kind) {
        return events.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}
