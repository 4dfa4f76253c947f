package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes a streamed answer on; only the model's name changes, reasoning is put in its place, and usage that nobody asked for is
 * held back.
 */
final class OpenAiEventRelay implements EventRelay {

    static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final boolean includeUsage;
    private final Slice model;
    private final @Nullable Reshaping reshaping;
    private final @Nullable Completed completed;
    private final KeyWatch watch;
    private final FinishWatch finishes = new FinishWatch();
    private Usage usage = Usage.NONE;
    private @Nullable JsonBody last;
    private boolean complete;

    OpenAiEventRelay(ReplyFrame frame, @Nullable Reshaping reshaping) {
        this.reshaping = reshaping;
        this.completed = reshaping != null && reshaping.completes() ? Completed.chunk(frame) : null;
        this.watch = reshaping == null ? KeyWatch.NONE : reshaping.watch();
        this.includeUsage = frame.includeUsage();
        this.model = Slice.of(Json.bytes(new JsonString(frame.model())));
    }

    @Override
    public void relay(SseEvent event, Consumer<SseEvent> into) {
        if (complete || event.data().length == 0) {
            return;
        }
        if (Arrays.equals(event.data(), DONE)) {
            complete = true;
            rest(into);
            into.accept(event);
            return;
        }
        JsonBody chunk = Relayed.parse(event.data(), watch);
        Relayed.refuseError(chunk);
        List<JsonBody> choices = Choices.of(chunk.raw(Choices.NAME));
        finishes.see(choices);
        last = chunk;
        JsonBody told = withoutUsage(chunk, !choices.isEmpty());
        if (told != null) {
            pass(reshaping == null ? told : reshaping.relay(told, choices), into);
        }
    }

    /** Some servers name their events, and some clients pass over those that have a name. */
    private void pass(JsonBody chunk, Consumer<SseEvent> into) {
        JsonBody whole = completed == null ? chunk : completed.complete(chunk);
        into.accept(SseEvent.data(whole.with("model", model).toBody().toBytes()));
    }

    private void rest(Consumer<SseEvent> into) {
        if (reshaping != null) {
            reshaping.rest().forEach(chunk -> pass(chunk, into));
        }
    }

    /** The chunk as the client may see it; null when it tells nothing but usage that the client did not ask for. */
    private @Nullable JsonBody withoutUsage(JsonBody chunk, boolean hasChoices) {
        if (chunk.isNull("usage")) {
            return chunk;
        }
        usage = usage.updatedBy(Relayed.usage(chunk));
        if (includeUsage) {
            return chunk;
        }
        return hasChoices ? chunk.without("usage") : null;
    }

    @Override
    public void end(Consumer<SseEvent> into) {
        if (complete) {
            return;
        }
        if (!finishes.all()) {
            throw new ApiConnectionException("the vendor's stream ended before the answer was complete");
        }
        complete = true;
        into.accept(SseEvent.data(DONE));
    }

    @Override
    public boolean complete() {
        return complete;
    }

    /** Who answered is read when somebody asks: of a stream without usage, or that was left, from its last chunk. */
    @Override
    public Usage usage() {
        JsonBody told = last;
        return told == null || usage.served().model() != null ? usage : usage.serving(Relayed.served(told));
    }
}
