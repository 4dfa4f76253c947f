package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.GroundingQueries;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.SseEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one streamed answer.
 *
 * <p>Each event is a whole answer that holds the new parts only, with the usage so far. Nothing marks the end but the end of
 * the stream, so what is told beside the content waits for it.
 */
final class GeminiEventReader implements EventReader {

    private final JsonPieces pieces = new JsonPieces();
    private final Map<Integer, CandidateEvents> candidates = new TreeMap<>();
    private final GroundingQueries queries = new GroundingQueries();
    private boolean started;
    private boolean blocked;

    @Override
    public void read(SseEvent event, Consumer<ChatEvent> into) {
        byte[] bytes = pieces.add(event.data());
        if (bytes == null) {
            return;
        }
        JsonValue value = pieces.value();
        ProtoField data = ProtoField.ofVendor(value);
        List<ProtoField> answers = data.isList() ? data.items() : List.of(data);
        for (ProtoField answer : answers) {
            answer(answer, bytes, into);
        }
    }

    @Override
    public void end(Consumer<ChatEvent> into) {
        boolean complete = blocked
                || (!candidates.isEmpty() && candidates.values().stream().allMatch(CandidateEvents::isFinished));
        if (!complete || pieces.isMidway()) {
            throw brokenOff();
        }
        candidates.values().forEach(candidate -> candidate.end(into));
        into.accept(new ChatEvent.Ended());
    }

    /** The complaint about a stream that ended too early. */
    static ApiConnectionException brokenOff() {
        return new ApiConnectionException(
                "the vendor's stream ended before the answer was complete (expected: a finishReason)");
    }

    private void answer(ProtoField answer, byte[] bytes, Consumer<ChatEvent> into) {
        if (answer.object().has("error")) {
            throw GeminiErrorReader.inBody(answer.object());
        }
        ProtoField usage = answer.member("usageMetadata");
        if (!started) {
            start(answer, usage, into);
        }
        byte[] seed = GeminiReplyReader.seed(answer, bytes);
        List<ProtoField> told = answer.list("candidates");
        for (int i = 0; i < told.size(); i++) {
            candidate(told.get(i), i).read(told.get(i), seed, into);
        }
        if (told.isEmpty()) {
            block(GeminiReplyReader.blockReason(answer), into);
        }
        queries.hear(answer.object().get("candidates"));
        if (usage != null) {
            into.accept(new ChatEvent.UsageReported(UsageMetadata.read(usage).serving(queries.served())));
        }
    }

    private void start(ProtoField answer, @Nullable ProtoField usage, Consumer<ChatEvent> into) {
        started = true;
        String model = GeminiReplyReader.model(answer);
        String tier = usage == null ? null : UsageMetadata.serviceTier(usage);
        JsonObject extras = GeminiReplyReader.extras(answer.object());
        into.accept(new ChatEvent.Started(answer.string("responseId"), model, null, tier, extras));
    }

    private CandidateEvents candidate(ProtoField candidate, int position) {
        Long told = candidate.integer("index");
        int index = told == null ? position : Math.clamp(told, 0, 1000);
        return candidates.computeIfAbsent(index, CandidateEvents::new);
    }

    private void block(@Nullable String reason, Consumer<ChatEvent> into) {
        if (reason != null && !blocked && candidates.isEmpty()) {
            blocked = true;
            into.accept(CandidateEvents.finished(0, reason, FinishReason.CONTENT_FILTER));
        }
    }
}
