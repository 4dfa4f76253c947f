package dev.dragoman.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.anthropic.AnthropicDialect;
import dev.dragoman.dialect.converse.ConverseDialect;
import dev.dragoman.dialect.gemini.GeminiDialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Served;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who answered and what was done for it is noted of answers that pass, also of those that nobody hears to their end. */
class ServedTest {

    private static final ReplyFrame FRAME = new ReplyFrame("id", "public", 0, true, false);

    @Test
    void aStreamWithoutUsageTellsWhoAnswers() {
        EventRelay relay = new OpenAiDialect().eventRelay(FRAME);
        relay(relay, null, "{\"model\":\"\",\"choices\":[],\"prompt_filter_results\":[]}");
        relay(relay, null, "{\"model\":\"gpt-x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}");

        assertThat(relay.usage().served().model()).isEqualTo("gpt-x");
        assertThat(relay.usage().outputTokens()).isNull();
    }

    @Test
    void aMessageTellsWhoAnswersInItsBeginning() {
        EventRelay relay = new AnthropicDialect().eventRelay(FRAME);
        relay(relay, "message_start", """
                {"type":"message_start","message":{"model":"claude-x","usage":{"input_tokens":7,"output_tokens":1}}}""");

        assertThat(relay.usage().served().model()).isEqualTo("claude-x");
        assertThat(relay.usage().inputTokens()).isEqualTo(7);
    }

    @Test
    void groundingIsCountedOnceHoweverOftenItIsRepeated() {
        EventRelay relay = new GeminiDialect().eventRelay(FRAME);
        relay(relay, null, """
                {"modelVersion":"gemini-x","candidates":[{"groundingMetadata":{"webSearchQueries":["a"]}}]}""");
        relay(relay, null, """
                {"modelVersion":"gemini-x","candidates":[{"finishReason":"STOP","groundingMetadata":
                {"webSearchQueries":["a","b",""],"imageSearchQueries":["a"]}}],
                "usageMetadata":{"promptTokenCount":7,"trafficType":"ON_DEMAND_PRIORITY"}}""");

        Usage usage = relay.usage();
        assertThat(Metering.of(usage).whole(Meter.GROUNDING_QUERIES)).isEqualTo(3);
        assertThat(usage.served().model()).isEqualTo("gemini-x");
        assertThat(usage.serviceTier()).isEqualTo("ON_DEMAND_PRIORITY");
    }

    @Test
    void aTranslatedStreamCountsGroundingToo() {
        List<ChatEvent> events = new ArrayList<>();
        new GeminiDialect().eventReader().read(SseEvent.data(bytes("""
                {"candidates":[{"finishReason":"STOP","groundingMetadata":{"webSearchQueries":["a","b"]}}],
                "usageMetadata":{"promptTokenCount":7}}""")), events::add);

        assertThat(events)
                .filteredOn(ChatEvent.UsageReported.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    Usage usage = ((ChatEvent.UsageReported) event).usage();
                    assertThat(usage.served().counts()).containsOnlyKeys(Meter.GROUNDING_QUERIES);
                });
    }

    @Test
    void aResponseThatIsLeftTellsWhichToolsWorked() {
        EventRelay relay = new ResponsesDialect(new OpenAiDialect()).eventRelay(FRAME);
        relay(relay, "response.created", "{\"type\":\"response.created\",\"response\":{\"model\":\"gpt-x\"}}");
        relay(relay, "response.web_search_call.completed", "{\"type\":\"response.web_search_call.completed\"}");
        relay(relay, "response.web_search_call.completed", "{\"type\":\"response.web_search_call.completed\"}");
        relay(relay, "response.file_search_call.completed", "{\"type\":\"response.file_search_call.completed\"}");

        Metering left = Metering.of(relay.usage());
        assertThat(left.whole(Meter.WEB_SEARCHES)).isEqualTo(2);
        assertThat(left.whole(Meter.FILE_SEARCHES)).isEqualTo(1);
        assertThat(relay.usage().served().model()).isEqualTo("gpt-x");
    }

    @Test
    void aTranslatedResponseCountsItsTools() {
        Usage usage =
                new ResponsesDialect(new OpenAiDialect()).readReply(bytes("""
                        {"id":"r","status":"completed","model":"gpt-x","output":[
                        {"type":"web_search_call","id":"w","action":{"type":"search"}},
                        {"type":"code_interpreter_call","id":"c","container_id":"one"},
                        {"type":"code_interpreter_call","id":"d","container_id":"two"}],
                        "tools":[{"type":"function","name":"f"},{"type":"web_search_preview","search_context_size":"low"}],
                        "usage":{"input_tokens":7,"output_tokens":1}}""")).usage();

        Metering metering = Metering.of(usage);
        assertThat(metering.whole(Meter.PREVIEW_SEARCHES)).isEqualTo(1);
        assertThat(metering.whole(Meter.WEB_SEARCHES)).isZero();
        assertThat(metering.whole(Meter.CODE_SESSIONS)).isEqualTo(2);
        assertThat(metering.terms().searchContext()).isEqualTo("low");
    }

    @Test
    void bedrocksClassOfServiceIsNoted() {
        EventRelay relay = new ConverseDialect().eventRelay(FRAME);
        relay(relay, "metadata", """
                {"usage":{"inputTokens":7,"outputTokens":5,"totalTokens":12},"serviceTier":{"type":"flex"}}""");

        assertThat(relay.usage().serviceTier()).isEqualTo("flex");
    }

    @Test
    void whatIsToldLaterOverridesAndAdds() {
        Served early = Served.by("one").as("auto").with(Meter.WEB_SEARCHES, 1);
        Served late = Served.by("two").with(Meter.FILE_SEARCHES, 2).reading("high");

        assertThat(early.updatedBy(late))
                .isEqualTo(Served.by("two")
                        .as("auto")
                        .with(Meter.WEB_SEARCHES, 1)
                        .with(Meter.FILE_SEARCHES, 2)
                        .reading("high"));
        assertThat(early.updatedBy(Served.UNSAID)).isSameAs(early);
        assertThat(Served.by("")).isSameAs(Served.UNSAID);
    }

    private static void relay(EventRelay relay, @Nullable String name, String json) {
        relay.relay(new SseEvent(name, bytes(json)), event -> {});
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
