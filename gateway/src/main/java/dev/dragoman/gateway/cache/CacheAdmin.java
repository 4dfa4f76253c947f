package dev.dragoman.gateway.cache;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisFailure;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What operators do about the cache. */
public final class CacheAdmin {

    private static final String PROBE = "dragoman-ping";
    private static final String SUCCESS = "success";
    private static final String STATUS = "status";

    private final @Nullable AnswerCache cache;

    /** For a cache; null when none is configured. */
    public CacheAdmin(@Nullable AnswerCache cache) {
        this.cache = cache;
    }

    /**
     * Tries the cache out.
     *
     * @throws ServiceUnavailableException when it cannot be used
     */
    public JsonObject ping() {
        AnswerCache tried = cache;
        if (tried == null) {
            throw unavailable("no cache is configured (expected: litellm_settings.cache: true)");
        }
        String trouble = tried.trouble();
        if (trouble != null) {
            throw unavailable("the cache " + tried.type() + " cannot be used: " + trouble);
        }
        probe(tried);
        return JsonObject.builder()
                .put(STATUS, "healthy")
                .put("cache_type", tried.type())
                .put("ping_response", true)
                .put("set_cache_response", SUCCESS)
                .put("litellm_cache_params", params(tried.settings()))
                .build();
    }

    private static void probe(AnswerCache cache) {
        try {
            Redis redis = cache.place().redis();
            if (redis != null) {
                redis.ping();
            } else if (!cache.isSemantic()) {
                Entry entry = new Entry(0, 0, PROBE, Usage.NONE, new Entry.Whole("text/plain", new byte[] {1}));
                cache.place().store().put(PROBE, entry);
                cache.place().store().delete(List.of(PROBE));
            }
        } catch (RuntimeException failed) {
            throw unavailable("the cache " + cache.type() + " cannot be used: " + failed.getMessage());
        }
    }

    /** What is told of the configuration: nothing secret. */
    private static JsonObject params(CacheSettings settings) {
        JsonObject.Builder params = JsonObject.builder()
                .put("type", settings.place().type())
                .put("mode", settings.onByDefault() ? "default_on" : "default_off")
                .put("namespace", settings.namespace())
                .put("scope", settings.scope().name().toLowerCase(Locale.ROOT))
                .put(
                        "supported_call_types",
                        JsonArray.ofStrings(settings.calls().stream()
                                .map(call -> call.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList()));
        if (settings.ttl() != null) {
            params.put("ttl", settings.ttl().toSeconds());
        }
        return params.build();
    }

    /**
     * Forgets answers.
     *
     * @param body an object whose member {@code keys} lists them
     */
    public JsonObject delete(byte[] body) {
        AnswerCache open = required();
        List<String> keys = keys(body);
        if (open.isSemantic()) {
            throw refused(
                    "a cache of the type " + open.type() + " finds answers by meaning and not by keys"
                            + " (expected: local, disk, redis, s3 or gcs)",
                    null);
        }
        done(open, () -> open.place().store().delete(keys));
        return JsonObject.builder().put(STATUS, SUCCESS).build();
    }

    /** Forgets all answers, and with Redis everything else that is in it. */
    public JsonObject flushAll() {
        AnswerCache open = required();
        Meanings meanings = open.meanings();
        done(open, meanings == null ? open.place().store()::clear : meanings::clear);
        return JsonObject.builder().put(STATUS, SUCCESS).build();
    }

    /** What Redis tells of itself. */
    public JsonObject redisInfo() {
        AnswerCache open = required();
        Redis redis = open.place().redis();
        if (redis == null) {
            throw refused("the cache is of the type " + open.type() + " (expected: redis or redis-semantic)", null);
        }
        try {
            List<JsonValue> clients = new ArrayList<>();
            redis.clients().lines().forEach(line -> clients.add(fields(List.of(line.split(" ", -1)), '=')));
            return JsonObject.builder()
                    .put("num_clients", clients.size())
                    .put("clients", new JsonArray(clients))
                    .put("info", fields(redis.info().lines().toList(), ':'))
                    .build();
        } catch (RedisFailure failed) {
            throw unavailable(String.valueOf(failed.getMessage()));
        }
    }

    private static JsonObject fields(List<String> texts, char separator) {
        JsonObject.Builder fields = JsonObject.builder();
        for (String text : texts) {
            int at = text.indexOf(separator);
            if (at > 0) {
                fields.put(text.substring(0, at), text.substring(at + 1));
            }
        }
        return fields.build();
    }

    private static void done(AnswerCache cache, Runnable operation) {
        try {
            operation.run();
        } catch (RuntimeException failed) {
            throw unavailable("the cache " + cache.type() + ": " + failed.getMessage());
        }
    }

    private static List<String> keys(byte[] body) {
        List<String> keys = new ArrayList<>();
        try {
            JsonArray list = Json.parseObject(body).array("keys");
            for (JsonValue key : list == null ? JsonArray.EMPTY : list) {
                if (key instanceof JsonString text) {
                    keys.add(text.value());
                }
            }
        } catch (JsonSyntaxException noJson) {
            // Told below: there are no keys in it.
        }
        if (keys.isEmpty()) {
            throw refused("keys: missing (expected: a list of keys, as x-litellm-cache-key tells them)", "keys");
        }
        return keys;
    }

    private AnswerCache required() {
        if (cache == null) {
            throw refused("no cache is configured (expected: litellm_settings.cache: true)", null);
        }
        return cache;
    }

    private static BadRequestException refused(String message, @Nullable String param) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("invalid_request_error").withParam(param));
    }

    private static ServiceUnavailableException unavailable(String message) {
        return new ServiceUnavailableException(ErrorDetail.of(message).withType("cache_error"));
    }
}
