package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one streamed answer.
 *
 * <p>The totals come behind the reason to stop, so that this is told once they are there. What is inside a block is read by
 * {@link BlockEvents}.
 */
final class ConverseEventReader implements EventReader {

    private final BlockEvents blocks = new BlockEvents();
    private @Nullable String stopReason;
    private boolean ended;

    @Override
    public void read(SseEvent event, Consumer<ChatEvent> into) {
        String kind = event.event() == null ? "" : event.event();
        switch (kind) {
            case "messageStart" -> into.accept(new ChatEvent.Started(null, "", null, null, JsonObject.EMPTY));
            case "contentBlockStart" -> blocks.start(data(event), into);
            case "contentBlockDelta" -> blocks.delta(data(event), into);
            case "contentBlockStop" -> blocks.stop(data(event), into);
            case "messageStop" -> messageStop(data(event), into);
            case "metadata" -> metadata(data(event), into);
            default -> {
                if (ConverseErrorReader.isError(kind)) {
                    throw ConverseErrorReader.inStream(kind, data(event).object(), null);
                }
                // Kinds of events that are younger than this reader.
            }
        }
    }

    @Override
    public void end(Consumer<ChatEvent> into) {
        if (ended) {
            return;
        }
        if (stopReason == null) {
            throw brokenOff();
        }
        finish(into);
    }

    /** The complaint about a stream that ended too early. */
    static ApiConnectionException brokenOff() {
        return new ApiConnectionException(
                "the vendor's stream ended before the answer was complete (expected: messageStop)");
    }

    private static Field data(SseEvent event) {
        return Field.root(Field.Author.VENDOR, ConverseReplyReader.parse(event.data()));
    }

    private void messageStop(Field event, Consumer<ChatEvent> into) {
        stopReason = event.requiredString("stopReason");
        beside(event, into);
    }

    private void metadata(Field event, Consumer<ChatEvent> into) {
        beside(event, into);
        Field usage = event.member("usage");
        if (usage != null) {
            Field tier = event.member("serviceTier");
            Usage told = UsageCount.read(usage).servedAs(tier == null ? null : tier.string("type"));
            into.accept(new ChatEvent.UsageReported(told));
        }
        finish(into);
    }

    private static void beside(Field event, Consumer<ChatEvent> into) {
        JsonObject beside = ConverseReplyReader.beside(event.object());
        if (!beside.isEmpty()) {
            into.accept(new ChatEvent.Extras(0, beside));
        }
    }

    private void finish(Consumer<ChatEvent> into) {
        String reason = stopReason;
        if (reason == null) {
            throw brokenOff();
        }
        FinishReason finish = StopReasons.read(reason);
        if (finish == FinishReason.TOOL_CALLS && blocks.onlyAnswered()) {
            finish = FinishReason.STOP;
        }
        into.accept(new ChatEvent.Finished(0, finish, StopReasons.unusual(reason), null));
        into.accept(new ChatEvent.Ended());
        ended = true;
    }
}
