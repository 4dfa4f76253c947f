package dev.dragoman.gateway.identity;

import dev.dragoman.gateway.config.TokenSettings;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a genuine token is good here and now. */
final class ClaimCheck {

    /** By how much clocks may differ. */
    private static final Duration LEEWAY = Duration.ofSeconds(30);
    /** What lies further away is no time of a token. */
    private static final double LATEST = 253_402_300_799.0;

    private final TokenSettings.Trust trust;
    private final InstantSource clock;

    ClaimCheck(TokenSettings.Trust trust, InstantSource clock) {
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * When the token ends to be good.
     *
     * @throws dev.dragoman.error.AuthenticationException when it is not good
     */
    Instant until(JsonObject claims) {
        Instant now = clock.instant();
        Instant end = time(claims, "exp");
        if (end == null) {
            throw Refused.because("the token has no exp (expected: the time at which it ends)");
        }
        if (!end.plus(LEEWAY).isAfter(now)) {
            throw Refused.because("the token ended at " + end + ", it is " + now + " (exp)");
        }
        Instant begin = time(claims, "nbf");
        if (begin != null && begin.minus(LEEWAY).isAfter(now)) {
            throw Refused.because("the token begins at " + begin + ", it is " + now + " (nbf)");
        }
        if (!trust.issuers().isEmpty() && !trust.issuers().contains(String.valueOf(claims.string("iss")))) {
            throw Refused.because("the token's iss is not the issuer that JWT_ISSUER names");
        }
        if (!trust.audiences().isEmpty() && !isFor(claims.get("aud"))) {
            throw Refused.because("the token's aud is not the audience that JWT_AUDIENCE names");
        }
        return end.plus(LEEWAY);
    }

    private boolean isFor(@Nullable JsonValue audience) {
        List<JsonValue> all = switch (audience) {
            case JsonString one -> List.of(one);
            case JsonArray several -> several.items();
            case null, default -> List.of();
        };
        return all.stream()
                .anyMatch(one ->
                        one instanceof JsonString text && trust.audiences().contains(text.value()));
    }

    private static @Nullable Instant time(JsonObject claims, String name) {
        JsonValue value = claims.get(name);
        if (value == null) {
            return null;
        }
        double seconds = value instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
        if (!(seconds >= 0 && seconds <= LATEST)) {
            throw Refused.because("the token's " + name + " is no time (expected: seconds since 1970)");
        }
        return Instant.ofEpochMilli((long) (seconds * 1000));
    }
}
