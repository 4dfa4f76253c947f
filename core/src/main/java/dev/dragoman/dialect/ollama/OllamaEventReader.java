package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ThinkTagReader;
import dev.dragoman.dialect.ThinkTags;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one streamed answer, line by line. Calls of tools come whole.
 *
 * @see <a href="https://docs.ollama.com/api/streaming">Ollama: Streaming</a>
 */
final class OllamaEventReader implements EventReader {

    private final ThinkTagReader tags = new ThinkTagReader();
    private final CallIds ids = new CallIds();
    private int calls;
    private boolean started;
    private boolean ended;

    @Override
    public void read(SseEvent event, Consumer<ChatEvent> into) {
        Field line = Field.root(Field.Author.VENDOR, OllamaReplyReader.parse(event.data()));
        OllamaReplyReader.refuseError(line);
        if (ended) {
            return;
        }
        start(line, into);
        Field message = line.member("message");
        if (message != null) {
            thinking(message.string("thinking"), into);
            content(message.string("content"), into);
            calls(message.member("tool_calls"), line.string("created_at"), into);
        }
        JsonObject logprobs = Logprobs.read(line.member(Logprobs.MEMBER));
        if (logprobs != null) {
            into.accept(new ChatEvent.Logprobs(0, logprobs));
        }
        if (Boolean.TRUE.equals(line.bool("done"))) {
            finish(line, into);
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
                "the vendor's stream ended before the answer was complete (expected: a line with done: true)");
    }

    private void start(Field line, Consumer<ChatEvent> into) {
        if (!started) {
            started = true;
            String model = line.string("model");
            into.accept(new ChatEvent.Started(
                    null, model == null ? "" : model, OllamaReplyReader.created(line), null, JsonObject.EMPTY));
        }
    }

    private void thinking(@Nullable String piece, Consumer<ChatEvent> into) {
        if (piece != null && !piece.isEmpty()) {
            tell(tags.end(), into);
            into.accept(new ChatEvent.Thinking(0, piece));
        }
    }

    private void content(@Nullable String piece, Consumer<ChatEvent> into) {
        if (piece != null && !piece.isEmpty()) {
            tell(tags.read(piece), into);
        }
    }

    private static void tell(ThinkTags.Split split, Consumer<ChatEvent> into) {
        if (!split.thought().isEmpty()) {
            into.accept(new ChatEvent.Thinking(0, split.thought()));
        }
        if (!split.answer().isEmpty()) {
            into.accept(new ChatEvent.Text(0, split.answer()));
        }
    }

    private void calls(@Nullable Field told, @Nullable String moment, Consumer<ChatEvent> into) {
        if (told == null) {
            return;
        }
        tell(tags.end(), into);
        for (Field one : told.items()) {
            Part.ToolCall call = MessageReader.call(
                    one, ids.next(one.string("id"), moment, one.value().toJson()));
            int number = calls++;
            into.accept(new ChatEvent.ToolCallStarted(0, number, call.id(), call.name(), false, null));
            into.accept(new ChatEvent.ToolArguments(0, number, call.arguments()));
        }
    }

    private void finish(Field line, Consumer<ChatEvent> into) {
        tell(tags.end(), into);
        JsonObject beside = OllamaReplyReader.beside(line.object());
        if (!beside.isEmpty()) {
            into.accept(new ChatEvent.Extras(0, beside));
        }
        Usage usage = UsageCount.read(line);
        if (!usage.equals(Usage.NONE)) {
            into.accept(new ChatEvent.UsageReported(usage));
        }
        String reason = line.string("done_reason");
        into.accept(new ChatEvent.Finished(
                0, DoneReasons.read(reason, calls > 0), DoneReasons.unusual(reason, calls > 0), null));
        into.accept(new ChatEvent.Ended());
        ended = true;
    }
}
