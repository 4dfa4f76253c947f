package dev.dragoman.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Served;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiEventRelayTest {

    private static final String USAGE = "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}";
    private static final Usage TOLD = new Usage(1L, 2L, 3L, null, null, null, null, null, null, JsonObject.EMPTY);

    private final List<String> passed = new ArrayList<>();

    @Test
    void onlyTheModelsNameChanges() {
        EventRelay relay = relay(true);

        pass(
                relay,
                "{\"id\":\"x\", \"model\" : \"gpt\",\"new\":[ 1 ],\"choices\":[{\"index\":0,\"delta\":{}}],\"usage\":null}");

        assertThat(passed)
                .containsExactly(
                        "{\"id\":\"x\",\"model\":\"public\",\"new\":[ 1 ],\"choices\":[{\"index\":0,\"delta\":{}}],"
                                + "\"usage\":null}");
    }

    @Test
    void usageIsHeldBackFromWhoDidNotAskButCounted() {
        EventRelay relay = relay(false);

        pass(relay, "{\"model\":\"m\",\"choices\":[],\"prompt_filter_results\":[]}");
        pass(
                relay,
                "{\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]," + USAGE + "}");
        pass(relay, "{\"model\":\"m\",\"choices\":[ ]," + USAGE + "}");
        pass(relay, "[DONE]");

        assertThat(passed)
                .containsExactly(
                        "{\"model\":\"public\",\"choices\":[],\"prompt_filter_results\":[]}",
                        "{\"model\":\"public\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                        "[DONE]");
        assertThat(relay.usage()).isEqualTo(TOLD.serving(Served.by("m")));
        assertThat(relay.complete()).isTrue();
    }

    @Test
    void usageIsPassedToWhoAsked() {
        EventRelay relay = relay(true);

        pass(relay, "{\"model\":\"m\",\"choices\":[]," + USAGE + "}");

        assertThat(passed).containsExactly("{\"model\":\"public\",\"choices\":[]," + USAGE + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[ {\"finish_reason\" : \"stop\"} ]}"
            })
    void aFinishedStreamWithoutDoneIsCompleted(String last) {
        EventRelay relay = relay(false);
        pass(relay, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":null}]}");
        pass(relay, last);
        pass(relay, "{\"choices\":[{\"index\":0,\"content_filter_offsets\":{}}]}");

        relay.end(event -> passed.add(event.text()));
        relay.end(event -> passed.add(event.text()));

        assertThat(passed).endsWith("[DONE]").doesNotHaveDuplicates();
        assertThat(relay.complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\\\"finish_reason\\\":\\\"stop\\\"\"},\"finish_reason\":null}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"finish_reason\":\"stop\"}}]}",
                "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"},{\"index\":1,\"delta\":{}}]}"
            })
    void aStreamThatEndsBeforeAllIsSaidIsBroken(String last) {
        EventRelay relay = relay(false);
        pass(relay, last);

        assertThatThrownBy(() -> relay.end(event -> passed.add(event.text())))
                .isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void anErrorInTheStreamIsThrown() {
        EventRelay relay = relay(false);

        assertThatThrownBy(() -> pass(relay, "{\"error\":{\"message\":\"no\",\"code\":503}}"))
                .isInstanceOf(ServiceUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"choices\":", "7", "x", "{\"usage\":7}", "{\"usage\":{\"a\":1,\"a\":1}}"})
    void whatIsNoChunkIsTheVendorsFault(String data) {
        assertThatThrownBy(() -> pass(relay(false), data))
                .isInstanceOf(ApiResponseException.class)
                .isInstanceOf(LlmException.class);
    }

    @Test
    void nothingFollowsTheEnd() {
        EventRelay relay = relay(false);

        pass(relay, "[DONE]");
        pass(relay, "{\"choices\":[]}");

        assertThat(passed).containsExactly("[DONE]");
    }

    private void pass(EventRelay relay, String data) {
        relay.relay(SseEvent.data(data.getBytes(StandardCharsets.UTF_8)), event -> passed.add(event.text()));
    }

    private static EventRelay relay(boolean usage) {
        return new OpenAiDialect().eventRelay(new ReplyFrame("made", "public", 5, usage, false));
    }
}
