package dev.dragoman.gateway.batch;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.BatchJob;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A batch as OpenAI's clients know it.
 *
 * @param id what its id tells
 * @see <a href="https://platform.openai.com/docs/api-reference/batch/object">OpenAI: The batch object</a>
 */
record BatchView(KeptId id, BatchJob job, BatchNote note, KeptIds ids) {

    static final String WINDOW = "24h";
    private static final long WINDOW_SECONDS = 24 * 60 * 60;

    JsonObject told() {
        BatchJob.Counts counts = counts();
        BatchJob.State state = job.state();
        BatchJob.Times times = job.times();
        return JsonObject.builder()
                .put("id", ids.told(id))
                .put("object", "batch")
                .put("endpoint", InputLine.CHAT)
                .put("model", id.group().isEmpty() ? id.model() : id.group())
                .put("errors", errors())
                .put("input_file_id", ids.told(note.input()))
                .put("completion_window", WINDOW)
                .put("status", state.name().toLowerCase(Locale.ROOT))
                .put("output_file_id", file(KeptId.Kind.OUTPUT, counts.completed()))
                .put("error_file_id", file(KeptId.Kind.ERRORS, counts.failed()))
                .put("created_at", note.created())
                .put("in_progress_at", seconds(times.started()))
                .put("expires_at", expires(times.expires()))
                .put("finalizing_at", JsonNull.NULL)
                .put("completed_at", ended(BatchJob.State.COMPLETED))
                .put("failed_at", ended(BatchJob.State.FAILED))
                .put("expired_at", ended(BatchJob.State.EXPIRED))
                .put("cancelling_at", seconds(times.cancelled()))
                .put("cancelled_at", ended(BatchJob.State.CANCELLED))
                .put(
                        "request_counts",
                        JsonObject.builder()
                                .put("total", counts.total())
                                .put("completed", counts.completed())
                                .put("failed", counts.failed())
                                .build())
                .put("metadata", note.metadata() == null ? JsonNull.NULL : note.metadata())
                .build();
    }

    /** What a vendor does not count is all done when the job is. */
    private BatchJob.Counts counts() {
        BatchJob.Counts told = job.counts();
        if (told != null && told.total() > 0) {
            return told;
        }
        boolean done = job.state() == BatchJob.State.COMPLETED;
        return new BatchJob.Counts(note.lines(), done ? note.lines() : 0, 0);
    }

    private JsonValue errors() {
        String failure = job.failure();
        if (job.state() != BatchJob.State.FAILED) {
            return JsonNull.NULL;
        }
        JsonObject error = JsonObject.builder()
                .put("code", "batch_failed")
                .put("message", failure == null ? "the vendor tells no reason" : failure)
                .put("param", JsonNull.NULL)
                .put("line", JsonNull.NULL)
                .build();
        return JsonObject.builder()
                .put("object", "list")
                .put("data", JsonArray.of(error))
                .build();
    }

    private JsonValue file(KeptId.Kind kind, long lines) {
        return job.state().isFinal() && lines > 0 ? new JsonString(ids.told(id.as(kind))) : JsonNull.NULL;
    }

    private JsonValue ended(BatchJob.State state) {
        return job.state() == state ? seconds(job.times().ended()) : JsonNull.NULL;
    }

    private JsonValue expires(@Nullable Instant told) {
        return told != null ? seconds(told) : number(note.created() + WINDOW_SECONDS);
    }

    private static JsonValue seconds(@Nullable Instant time) {
        return time == null ? JsonNull.NULL : number(time.getEpochSecond());
    }

    private static JsonValue number(long value) {
        return JsonNumber.of(value);
    }
}
