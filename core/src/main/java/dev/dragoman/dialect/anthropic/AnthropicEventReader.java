package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one streamed answer.
 *
 * <p>A message begins, then its blocks follow one after another, each begun, continued and stopped; then the reason to
 * stop and the totals, then the end. What is inside a block is read by {@link BlockEvents}.
 */
final class AnthropicEventReader implements EventReader {

    private final UsageCount usage = new UsageCount();
    private final BlockEvents blocks = new BlockEvents();
    private @Nullable String model;
    private boolean stopped;

    @Override
    public void read(SseEvent event, Consumer<ChatEvent> into) {
        if ("ping".equals(event.event())) {
            return;
        }
        Field data = Field.root(Field.Author.VENDOR, AnthropicReplyReader.parse(event.data()));
        switch (data.requiredString("type")) {
            case "message_start" -> messageStart(data.required("message"), into);
            case "content_block_start" -> blocks.start(data.required("content_block"), into);
            case "content_block_delta" -> blocks.delta(data.required("delta"), into);
            case "content_block_stop" -> blocks.stop(into);
            case "message_delta" -> messageDelta(data, into);
            case "message_stop" -> messageStop(into);
            case "error" -> throw AnthropicErrorReader.inStream(data.object(), model);
            default -> {
                // Pings, and kinds of events that are younger than this reader: the vendor announces to add some.
            }
        }
    }

    @Override
    public void end(Consumer<ChatEvent> into) {
        if (!stopped) {
            throw brokenOff();
        }
    }

    /** The complaint about a stream that ended too early. */
    static ApiConnectionException brokenOff() {
        return new ApiConnectionException(
                "the vendor's stream ended before the answer was complete (expected: message_stop)");
    }

    private void messageStart(Field message, Consumer<ChatEvent> into) {
        String name = message.requiredString("model");
        model = name;
        Field counts = message.member("usage");
        Usage sofar = counts == null ? Usage.NONE : usage.add(counts).total();
        into.accept(new ChatEvent.Started(
                message.string("id"), name, null, AnthropicReplyReader.serviceTier(sofar), JsonObject.EMPTY));
        if (counts != null) {
            into.accept(new ChatEvent.UsageReported(sofar));
        }
    }

    private void messageDelta(Field event, Consumer<ChatEvent> into) {
        Field delta = event.required("delta");
        beside(delta.object(), event.object(), into);
        Field counts = event.member("usage");
        if (counts != null) {
            into.accept(new ChatEvent.UsageReported(usage.add(counts).total()));
        }
        String reason = delta.string("stop_reason");
        if (reason != null) {
            finish(reason, delta.string("stop_sequence"), into);
        }
    }

    private void finish(String reason, @Nullable String sequence, Consumer<ChatEvent> into) {
        FinishReason finish = StopReasons.read(reason);
        if (finish == FinishReason.TOOL_CALLS && blocks.onlyAnswered()) {
            finish = FinishReason.STOP;
        }
        into.accept(new ChatEvent.Finished(0, finish, StopReasons.unusual(reason), sequence));
    }

    private void messageStop(Consumer<ChatEvent> into) {
        stopped = true;
        into.accept(new ChatEvent.Ended());
    }

    private static void beside(JsonObject delta, JsonObject event, Consumer<ChatEvent> into) {
        JsonObject.Builder extras = JsonObject.builder();
        for (String name : AnthropicReplyReader.BESIDE_MESSAGE) {
            JsonValue value = delta.has(name) ? delta.get(name) : event.get(name);
            extras.putIfPresent(name, value == JsonNull.NULL ? null : value);
        }
        if (!extras.isEmpty()) {
            into.accept(new ChatEvent.Extras(0, extras.build()));
        }
    }
}
