package dev.dragoman.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Visit;
import dev.dragoman.gateway.config.TokenSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Callers with JSON web tokens. A token is verified once and then known by its hash until it ends, or until its issuer's keys or the
 * settings are others. Thread-safe.
 */
public final class TokenCallers {

    private static final int MOST_KNOWN = 100_000;

    private final Supplier<TokenSettings> settings;
    private final TokenBearers bearers;
    private final Issuers issuers;
    private final InstantSource clock;
    private volatile Reading reading;

    /** Those that the settings in use let in. */
    public TokenCallers(Supplier<TokenSettings> settings, TokenBearers bearers, Issuers issuers, InstantSource clock) {
        this.settings = settings;
        this.bearers = bearers;
        this.issuers = issuers;
        this.clock = clock;
        this.reading = reading(settings.get(), null);
    }

    /** A token that was verified by the keys of a version. */
    private record Known(TokenBearers.Bearer bearer, Instant until, long version) {}

    /** All that is known under the same settings. */
    private record Reading(
            TokenSettings settings,
            TokenVerifier verifier,
            @Nullable UserInfo userInfo,
            Cache<String, Known> known) {}

    /** What is known goes on counting as far as the settings that it depends on are the same. */
    private Reading reading(TokenSettings now, @Nullable Reading before) {
        if (before != null && before.settings().equals(now)) {
            return new Reading(now, before.verifier(), before.userInfo(), before.known());
        }
        boolean trusted = before != null && before.settings().trust().equals(now.trust());
        TokenVerifier verifier =
                before != null && trusted ? before.verifier() : new TokenVerifier(now.trust(), issuers, clock);
        TokenSettings.UserInfo endpoint = now.userInfo();
        UserInfo userInfo = endpoint == null ? null : new UserInfo(endpoint, issuers, clock);
        if (now.on() && userInfo == null) {
            verifier.renew();
        }
        return new Reading(
                now,
                verifier,
                userInfo,
                Caffeine.newBuilder().maximumSize(MOST_KNOWN).build());
    }

    @SuppressWarnings("ReferenceEquality") // settings that are the same need not be compared one by one at every call
    private Reading current() {
        TokenSettings now = settings.get();
        Reading before = reading;
        return before.settings() == now ? before : changed(now);
    }

    @SuppressWarnings("ReferenceEquality") // as above
    private synchronized Reading changed(TokenSettings now) {
        if (reading.settings() != now) {
            reading = reading(now, reading);
        }
        return reading;
    }

    /**
     * Who presents a token; null when what they present is none.
     *
     * @param hash SHA-256 of the token in hexadecimal
     * @throws dev.dragoman.error.LlmException when they may not call, or that cannot be told at the moment
     */
    @Nullable
    Caller find(String token, String hash, Visit visit) {
        Reading now = current();
        if (!now.settings().on() || now.userInfo() == null && !isToken(token)) {
            return null;
        }
        Known known = now.known().getIfPresent(hash);
        if (known == null || !known.until().isAfter(clock.instant()) || isOutdated(known, now)) {
            known = verified(now, token, hash);
        }
        return known.bearer().caller(visit);
    }

    private static boolean isOutdated(Known known, Reading now) {
        if (now.userInfo() != null) {
            return false;
        }
        now.verifier().renew();
        return known.version() != now.verifier().version();
    }

    private Known verified(Reading now, String token, String hash) {
        now.known().invalidate(hash);
        UserInfo userInfo = now.userInfo();
        // Keys that change in between make the token be verified once more, and never make it count for longer.
        long version = now.verifier().version();
        TokenVerifier.Verified verified = userInfo == null ? now.verifier().verify(token) : userInfo.ask(token, hash);
        Known known = new Known(bearers.of(verified.claims()), verified.until(), version);
        now.known().put(hash, known);
        return known;
    }

    /** Three parts with dots in between. */
    private static boolean isToken(String key) {
        int first = key.indexOf('.');
        int second = key.indexOf('.', first + 1);
        return first > 0 && second > first && key.indexOf('.', second + 1) < 0;
    }

    /** Who takes a route that is open; null when nobody may without a key. */
    @Nullable
    Caller anybody(Visit visit) {
        return current().settings().on() ? bearers.anybody(visit) : null;
    }
}
