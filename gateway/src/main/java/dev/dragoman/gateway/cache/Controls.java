package dev.dragoman.gateway.cache;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks of the cache.
 *
 * @param reads whether it may be answered from it
 * @param writes whether its answer is kept
 * @param ttl how long; null for ever
 * @param maxAge the oldest answer it takes; null for any
 * @param namespace what its key begins with; empty for nothing
 */
record Controls(
        boolean reads,
        boolean writes,
        @Nullable Duration ttl,
        @Nullable Duration maxAge,
        String namespace) {

    private static final String TTL = "ttl";
    private static final String MAX_AGE = "s-maxage";
    private static final String MAX_AGE_TOO = "s-max-age";
    private static final String NO_CACHE = "no-cache";
    private static final String NO_STORE = "no-store";
    private static final String USE_CACHE = "use-cache";
    private static final String NAMESPACE = "namespace";
    private static final List<String> ALL =
            List.of(TTL, MAX_AGE, MAX_AGE_TOO, NO_CACHE, NO_STORE, USE_CACHE, NAMESPACE);
    private static final double LONGEST = 86_400.0 * 36_500;
    private static final int LONGEST_NAMESPACE = 200;

    /** Whether there is anything for the cache to do. */
    boolean isIdle() {
        return !reads && !writes;
    }

    /**
     * Those of a call.
     *
     * @param asked its member {@code cache}; null for none
     * @param cacheControl its header of that name; null for none
     * @throws BadRequestException when they are wrong
     * @throws PermissionDeniedException when the key may not send them
     */
    static Controls of(
            @Nullable JsonValue asked, @Nullable String cacheControl, Rights rights, CacheSettings settings) {
        JsonObject object = rights.controls() != null ? rights.controls() : allowed(asked, rights);
        boolean on = settings.onByDefault() || truth(object, USE_CACHE);
        Duration ttl = seconds(object, TTL);
        Duration maxAge = seconds(object, MAX_AGE);
        String namespace = namespace(object);
        return new Controls(
                on && !truth(object, NO_CACHE),
                on && !truth(object, NO_STORE),
                first(ttl, sharedMaxAge(cacheControl), settings.ttl()),
                maxAge == null ? seconds(object, MAX_AGE_TOO) : maxAge,
                namespace == null ? settings.namespace() : namespace);
    }

    private static JsonObject allowed(@Nullable JsonValue asked, Rights rights) {
        if (asked == null) {
            return JsonObject.EMPTY;
        }
        if (!(asked instanceof JsonObject object)) {
            throw wrong("cache", asked, "an object with " + String.join(", ", ALL));
        }
        for (String name : object.names()) {
            if (!ALL.contains(name)) {
                throw wrong("cache." + name, object.get(name), "one of " + String.join(", ", ALL));
            }
            if (!rights.allowed().isEmpty() && !rights.allowed().contains(name)) {
                throw new PermissionDeniedException(ErrorDetail.of("cache." + name
                                + " is not allowed for this key (expected: " + String.join(", ", rights.allowed())
                                + ")")
                        .withType("invalid_request_error")
                        .withParam("cache"));
            }
        }
        return object;
    }

    private static @Nullable Duration first(@Nullable Duration one, @Nullable Duration two, @Nullable Duration three) {
        return one != null ? one : two != null ? two : three;
    }

    private static boolean truth(JsonObject object, String name) {
        return switch (object.get(name)) {
            case null -> false;
            case JsonBoolean truth -> truth == JsonBoolean.TRUE;
            case dev.dragoman.json.JsonNull none -> false;
            case JsonValue other -> throw wrong("cache." + name, other, "true or false");
        };
    }

    private static @Nullable Duration seconds(JsonObject object, String name) {
        return switch (object.get(name)) {
            case null -> null;
            case dev.dragoman.json.JsonNull none -> null;
            case JsonNumber number
            when number.doubleValue() >= 0 && number.doubleValue() <= LONGEST ->
                Duration.ofMillis((long) (number.doubleValue() * 1_000));
            case JsonValue other -> throw wrong("cache." + name, other, "seconds, zero or more");
        };
    }

    private static @Nullable String namespace(JsonObject object) {
        return switch (object.get(NAMESPACE)) {
            case null -> null;
            case dev.dragoman.json.JsonNull none -> null;
            case JsonString text when text.value().length() <= LONGEST_NAMESPACE -> text.value();
            case JsonValue other ->
                throw wrong("cache." + NAMESPACE, other, "a text of at most " + LONGEST_NAMESPACE + " characters");
        };
    }

    /** LiteLLM takes {@code s-maxage} of this header for how long an answer is kept. */
    private static @Nullable Duration sharedMaxAge(@Nullable String header) {
        if (header == null) {
            return null;
        }
        for (String directive : header.split(",", -1)) {
            String stripped = directive.strip();
            if (stripped.startsWith(MAX_AGE + "=")) {
                String digits = stripped.substring(MAX_AGE.length() + 1);
                boolean number = !digits.isEmpty()
                        && digits.length() <= 9
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
                return number ? Duration.ofSeconds(Integer.parseInt(digits)) : null;
            }
        }
        return null;
    }

    private static BadRequestException wrong(String name, @Nullable JsonValue value, String expected) {
        String text = value == null ? "nothing" : value.toJson();
        String shown = text.length() <= 80 ? text : text.substring(0, 80) + "...";
        return new BadRequestException(ErrorDetail.of(name + ": " + shown + " (expected: " + expected + ")")
                .withType("invalid_request_error")
                .withParam("cache"));
    }
}
