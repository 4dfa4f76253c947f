package dev.dragoman.gateway.deployment;

import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a health check found.
 *
 * @param id of the check
 * @param group the public name
 * @param deployment its id
 * @param model the model in configuration's spelling
 * @param error what kept it from answering; null when it answered
 * @param status the error's HTTP status; 200 without one
 * @param millis how long it took
 * @param at when it ended
 */
public record HealthRecord(
        String id,
        String group,
        String deployment,
        String model,
        @Nullable String error,
        int status,
        long millis,
        Instant at) {

    /** Whether it answered. */
    public boolean healthy() {
        return error == null;
    }

    /** In LiteLLM's fields. */
    JsonObject json() {
        return JsonObject.builder()
                .put("health_check_id", id)
                .put("model_name", group)
                .put("model_id", deployment)
                .put("model", model)
                .put("status", healthy() ? "healthy" : "unhealthy")
                .put("healthy_count", healthy() ? 1 : 0)
                .put("unhealthy_count", healthy() ? 0 : 1)
                .put("error_message", error == null ? JsonNull.NULL : new JsonString(error))
                .put("status_code", status)
                .put("response_time_ms", millis)
                .put("checked_at", at.toString())
                .build();
    }

    /**
     * What another instance told in these fields.
     *
     * @param ahead of its clock is this instance's
     * @throws IllegalArgumentException when it is no record
     */
    static HealthRecord of(JsonValue told, Duration ahead) {
        if (!(told instanceof JsonObject fields)) {
            throw new IllegalArgumentException("no record of a health check");
        }
        return new HealthRecord(
                text(fields, "health_check_id"),
                text(fields, "model_name"),
                text(fields, "model_id"),
                text(fields, "model"),
                fields.string("error_message"),
                (int) number(fields, "status_code"),
                number(fields, "response_time_ms"),
                Instant.parse(text(fields, "checked_at")).plus(ahead));
    }

    private static String text(JsonObject fields, String name) {
        String text = fields.string(name);
        if (text == null) {
            throw new IllegalArgumentException("a record of a health check without " + name);
        }
        return text;
    }

    private static long number(JsonObject fields, String name) {
        Long number = fields.integer(name);
        if (number == null) {
            throw new IllegalArgumentException("a record of a health check without " + name);
        }
        return number;
    }
}
