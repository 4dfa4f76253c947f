package dev.dragoman.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class AnthropicEventRelayTest {

    private static final Golden GOLDEN = new Golden("anthropic");

    private final EventRelay relay =
            new AnthropicDialect().eventRelay(new ReplyFrame("msg_made", "house-claude", 0, true, false));
    private final List<SseEvent> passed = new ArrayList<>();

    @Test
    void everythingButTheModelPassesUnchanged() {
        List<SseEvent> events = GOLDEN.events("rich.stream.in.sse");

        events.forEach(event -> relay.relay(event, passed::add));

        assertThat(passed.subList(1, passed.size())).isEqualTo(events.subList(1, events.size()));
        assertThat(Json.parseObject(passed.getFirst().data()).object("message"))
                .isEqualTo(Objects.requireNonNull(
                                Json.parseObject(events.getFirst().data()).object("message"))
                        .with("model", new JsonString("house-claude")));
    }

    @Test
    void theUsageIsNotedOnTheWay() {
        GOLDEN.events("rich.stream.in.sse").forEach(event -> relay.relay(event, passed::add));

        assertThat(relay.usage().inputTokens()).isEqualTo(241);
        assertThat(relay.usage().outputTokens()).isEqualTo(34);
        assertThat(relay.complete()).isTrue();
    }

    @Test
    void eventsWithoutANameAreKnownByTheirType() {
        GOLDEN.events("worked-example.stream.in.sse")
                .forEach(event -> relay.relay(SseEvent.data(event.data()), passed::add));
        relay.end(passed::add);

        assertThat(relay.usage().outputTokens()).isEqualTo(34);
        assertThat(relay.complete()).isTrue();
    }

    @Test
    void anErrorInTheMiddleIsThrown() {
        SseEvent error = event(
                "error", "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}");

        assertThatThrownBy(() -> relay.relay(error, passed::add))
                .isInstanceOfSatisfying(
                        InternalServerException.class,
                        failure -> assertThat(failure.detail().type()).isEqualTo("overloaded_error"));
    }

    @Test
    void aStreamThatEndsTooEarlyIsABrokenConnection() {
        List<SseEvent> events = GOLDEN.events("worked-example.stream.in.sse");
        events.subList(0, events.size() - 1).forEach(event -> relay.relay(event, passed::add));

        assertThatThrownBy(() -> relay.end(passed::add)).isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void halfAnEventIsRefused() {
        assertThatThrownBy(() -> relay.relay(event("message_start", "{\"type\":\"message_st"), passed::add))
                .isInstanceOf(ApiResponseException.class);
    }

    private static SseEvent event(String name, String data) {
        return new SseEvent(name, data.getBytes(StandardCharsets.UTF_8));
    }
}
