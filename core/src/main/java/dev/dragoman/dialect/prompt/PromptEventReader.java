package dev.dragoman.dialect.prompt;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;

/** Reads one streamed text. */
final class PromptEventReader implements EventReader {

    private final PromptFormat format;
    private boolean started;
    private boolean finished;
    private boolean ended;

    PromptEventReader(PromptFormat format) {
        this.format = format;
    }

    @Override
    public void read(SseEvent event, Consumer<ChatEvent> into) {
        if (ended) {
            return;
        }
        Generated piece = format.piece(event);
        if (!started) {
            started = true;
            into.accept(new ChatEvent.Started(null, "", null, null, JsonObject.EMPTY));
        }
        if (!piece.text().isEmpty()) {
            into.accept(new ChatEvent.Text(0, piece.text()));
        }
        if (!piece.usage().equals(Usage.NONE)) {
            into.accept(new ChatEvent.UsageReported(piece.usage()));
        }
        if (piece.finish() != null && !finished) {
            finished = true;
            into.accept(new ChatEvent.Finished(0, piece.finish(), piece.nativeFinish(), null));
        }
    }

    @Override
    public void end(Consumer<ChatEvent> into) {
        if (ended) {
            return;
        }
        if (!finished) {
            throw new ApiConnectionException("the vendor's stream ended before the answer was complete");
        }
        ended = true;
        into.accept(new ChatEvent.Ended());
    }
}
