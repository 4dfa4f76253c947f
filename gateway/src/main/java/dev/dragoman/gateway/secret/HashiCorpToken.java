package dev.dragoman.gateway.secret;

import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The token of HashiCorp Vault in use: renewed when two thirds of its life are over, and fetched anew when it cannot be. Thread-safe.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/auth/token">Vault: Token auth method</a>
 */
final class HashiCorpToken {

    /** When a Vault that does not answer is asked about a token again. */
    private static final Duration LATER = Duration.ofSeconds(30);

    private static final byte[] NOTHING = new byte[0];

    private final VaultServer server;
    private final Headers headers;
    private final @Nullable HashiCorpLogin login;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Held held;

    /**
     * A token.
     *
     * @param headers sent with every request, such as the namespace
     * @param given a ready one; null where a login gives it
     * @param login fetches one; null for none
     */
    HashiCorpToken(
            VaultServer server,
            Headers headers,
            @Nullable String given,
            @Nullable HashiCorpLogin login,
            InstantSource clock) {
        this.server = server;
        this.headers = headers;
        this.login = login;
        this.clock = clock;
        this.held = given == null || login != null ? null : new Held(given, null, null, true);
    }

    /** A token, when it should be renewed, and when it is over; null for never. */
    private record Held(
            String value,
            @Nullable Instant renewal,
            @Nullable Instant end,
            boolean unknown) {}

    /** Its value. */
    String value() {
        lock.lock();
        try {
            Held now = held;
            if (now == null || isPast(now.end())) {
                now = login == null && now != null ? new Held(now.value(), null, null, true) : fetched();
            } else if (!now.unknown() && isPast(now.renewal())) {
                now = renewed(now);
            }
            held = now;
            return now.value();
        } finally {
            lock.unlock();
        }
    }

    /** Vault does not take it any more; whether another can be had. */
    boolean refused(String value) {
        lock.lock();
        try {
            Held now = held;
            if (login != null && now != null && now.value().equals(value)) {
                held = null;
            }
            return login != null;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps it alive while nobody uses it. */
    void tend() {
        lock.lock();
        try {
            Held now = held;
            if (now == null || login != null && isPast(now.end())) {
                return;
            }
            if (now.unknown() && (now.renewal() == null || isPast(now.renewal()))) {
                held = lookedUp(now);
            } else if (!now.unknown() && isPast(now.renewal())) {
                held = renewed(now);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isPast(@Nullable Instant time) {
        return time != null && !clock.instant().isBefore(time);
    }

    private Held fetched() {
        HashiCorpLogin way = login;
        if (way == null) {
            throw new IllegalStateException("a ready token is never fetched");
        }
        JsonObject auth = way.at(server, headers);
        return leased(String.valueOf(auth.string("client_token")), auth, "lease_duration");
    }

    private Held leased(String value, JsonObject auth, String lifeMember) {
        Long life = auth.integer(lifeMember);
        if (life == null || life <= 0) {
            return new Held(value, null, null, false);
        }
        Instant now = clock.instant();
        boolean renewable = Boolean.TRUE.equals(auth.bool("renewable"));
        // A little before its end, so that no request arrives after it.
        Instant end = now.plusMillis(life * 950);
        return new Held(value, renewable ? now.plusMillis(life * 667) : null, end, false);
    }

    private Held renewed(Held now) {
        try {
            VaultAnswer answer =
                    HashiCorpVault.good(server.ask("POST", "/v1/auth/token/renew-self", with(now.value()), NOTHING));
            JsonObject auth = answer.json().object("auth");
            return leased(now.value(), auth == null ? JsonObject.EMPTY : auth, "lease_duration");
        } catch (VaultException refused) {
            // As long as it lives it is used; after that a login gives another.
            return new Held(now.value(), null, now.end(), false);
        }
    }

    /** A ready token may have a life too. */
    private Held lookedUp(Held now) {
        try {
            VaultAnswer answer =
                    HashiCorpVault.good(server.ask("GET", "/v1/auth/token/lookup-self", with(now.value()), NOTHING));
            JsonObject data = answer.json().object("data");
            return leased(now.value(), data == null ? JsonObject.EMPTY : data, "ttl");
        } catch (VaultException refused) {
            return refused.isPassing()
                    ? new Held(now.value(), clock.instant().plus(LATER), null, true)
                    : new Held(now.value(), null, null, false);
        }
    }

    private Headers with(String token) {
        return headers.toBuilder().set("x-vault-token", token).build();
    }
}
