package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.SseEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one streamed answer. What is inside the message is read by {@link MessageEvents}.
 *
 * @see <a href="https://docs.cohere.com/docs/streaming">Cohere: Streaming responses</a>
 */
final class CohereEventReader implements EventReader {

    private final MessageEvents message = new MessageEvents();
    private boolean ended;

    @Override
    public void read(SseEvent event, Consumer<ChatEvent> into) {
        Field data = data(event);
        if (ended || data == null) {
            return;
        }
        String kind = kind(event, data);
        switch (kind) {
            case "message-start" ->
                into.accept(new ChatEvent.Started(data.string("id"), "", null, null, JsonObject.EMPTY));
            case "content-start", "content-delta" -> message.content(data, into);
            case "content-end" -> message.contentEnd(into);
            case "tool-plan-delta" -> message.plan(data);
            case "tool-call-start" -> message.callStart(data, into);
            case "tool-call-delta" -> message.callDelta(data, into);
            case "tool-call-end" -> message.callEnd(data, into);
            case "citation-start" -> message.citation(data, into);
            case "message-end" -> messageEnd(data, into);
            default -> refuseError(kind, data);
        }
    }

    @Override
    public void end(Consumer<ChatEvent> into) {
        if (!ended) {
            throw brokenOff();
        }
    }

    /** The complaint about a stream that ended too early. */
    static ApiConnectionException brokenOff() {
        return new ApiConnectionException(
                "the vendor's stream ended before the answer was complete (expected: message-end)");
    }

    /** The event's data; null for the mark behind the last event that some servers send. */
    static @Nullable Field data(SseEvent event) {
        byte[] data = event.data();
        boolean mark = data.length > 0 && data[0] == '[';
        return mark ? null : Field.root(Field.Author.VENDOR, CohereReplyReader.parse(data));
    }

    /** The event's kind, which stands in its data and in its name. */
    static String kind(SseEvent event, Field data) {
        String kind = data.string("type");
        String name = event.event();
        return kind != null ? kind : name == null ? "" : name;
    }

    /** Kinds of events that are younger than this reader are passed over, errors are not. */
    static void refuseError(String kind, Field data) {
        if (kind.equals("error") || (kind.isEmpty() && data.object().string("message") != null)) {
            throw CohereErrorReader.inStream(data.object());
        }
    }

    private void messageEnd(Field event, Consumer<ChatEvent> into) {
        Field delta = event.required("delta");
        String reason = delta.requiredString("finish_reason");
        String error = delta.string("error");
        if (error != null || (message.isEmpty() && FinishReasons.isFailure(reason))) {
            throw FinishReasons.failure(reason, error, delta.object());
        }
        message.end(into);
        Field usage = delta.member("usage");
        if (usage != null) {
            into.accept(new ChatEvent.UsageReported(UsageCount.read(usage)));
        }
        into.accept(new ChatEvent.Finished(0, FinishReasons.read(reason), FinishReasons.unusual(reason), null));
        into.accept(new ChatEvent.Ended());
        ended = true;
    }
}
