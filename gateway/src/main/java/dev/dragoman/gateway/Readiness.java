package dev.dragoman.gateway;

import dev.dragoman.gateway.cache.AnswerCache;
import dev.dragoman.gateway.config.ConfigWatcher;
import dev.dragoman.gateway.endpoint.JsonEndpoint;
import dev.dragoman.gateway.endpoint.Version;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.secret.SecretReader;
import dev.dragoman.gateway.web.netty.HttpEngine;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the gateway takes calls, and how what it leans on does.
 *
 * @param cache of answers; null for none
 * @param database what is wrong with the database; null when it can be used
 * @param unreadable models and credentials of the database that cannot be read, each with the reason
 * @param shared what instances share; null when they do not
 * @param secrets of the configuration
 */
record Readiness(
        HttpEngine engine,
        ConfigFollower configuration,
        @Nullable AnswerCache cache,
        Supplier<@Nullable String> database,
        Supplier<List<String>> unreadable,
        @Nullable Redis shared,
        SecretReader secrets) {

    /** Whether calls are taken; 503 once they are not. */
    JsonEndpoint.Answer brief() {
        return answer(JsonObject.builder());
    }

    /** The same, and how engine, cache, Redis and configuration do. */
    JsonEndpoint.Answer details() {
        JsonObject.Builder details = JsonObject.builder()
                .put("status", "healthy")
                .put("db", database.get() == null ? "connected" : "Not connected")
                .putIfPresent("db_error", database.get())
                .put("litellm_version", Version.CURRENT)
                .put("success_callbacks", JsonArray.EMPTY)
                .put("transport", engine.transport().name().toLowerCase(Locale.ROOT))
                .put("scheduler", engine.scheduler().name().toLowerCase(Locale.ROOT))
                .put("in_flight_requests", engine.inFlight());
        if (cache != null) {
            details.put("cache", cache.type())
                    .put("cache_status", cache.trouble() == null ? "healthy" : "degraded")
                    .putIfPresent("cache_error", cache.trouble());
        }
        if (shared != null) {
            details.put("redis_status", shared.health().isUp() ? "healthy" : "degraded")
                    .putIfPresent("redis_error", shared.health().trouble());
        }
        if (!unreadable.get().isEmpty()) {
            details.put("stored_secrets_error", JsonArray.ofStrings(unreadable.get()));
        }
        if (!configuration.storedProblems().isEmpty()) {
            details.put("stored_models_error", ConfigFollower.text(configuration.storedProblems()));
        }
        if (secrets.system() != null) {
            details.put("secret_manager", secrets.system())
                    .put("secret_manager_status", secrets.trouble() == null ? "healthy" : "degraded")
                    .putIfPresent("secret_manager_error", secrets.trouble());
        }
        ConfigWatcher.Failure failure = configuration.lastFailure();
        if (failure != null) {
            details.put("config_error", ConfigFollower.text(failure.problems()))
                    .put("config_error_at", failure.time().toString());
        }
        return answer(details);
    }

    private JsonEndpoint.Answer answer(JsonObject.Builder told) {
        boolean draining = engine.draining();
        told.put("status", draining ? "draining" : "healthy");
        return new JsonEndpoint.Answer(draining ? 503 : 200, told.build());
    }
}
