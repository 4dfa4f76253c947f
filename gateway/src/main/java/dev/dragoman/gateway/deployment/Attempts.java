package dev.dragoman.gateway.deployment;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.Attempted;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tells an admin of all attempts that led to a failure; others see its last only. */
final class Attempts {

    private static final int LONGEST_MESSAGE = 300;

    private Attempts() {}

    static LlmException told(LlmException failure, List<Attempted> attempts, Caller caller) {
        if (!caller.admin() || attempts.size() < 2) {
            return failure;
        }
        ErrorDetail detail = failure.detail();
        return failure.with(detail.withVendor(detail.vendor().with("attempts", json(attempts))));
    }

    static JsonArray json(List<Attempted> attempts) {
        return new JsonArray(attempts.stream().<JsonValue>map(Attempts::json).toList());
    }

    private static JsonObject json(Attempted attempt) {
        LlmException failure = attempt.failure();
        String message = failure.detail().message();
        return JsonObject.builder()
                .put("model_group", attempt.deployment().group())
                .put("model_id", attempt.deployment().id())
                .put("model", attempt.deployment().modelString())
                .put("status", failure.status())
                .put("error", failure.errorName())
                .put(
                        "message",
                        message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...")
                .put("ms", TimeUnit.NANOSECONDS.toMillis(attempt.nanos()))
                .build();
    }
}
