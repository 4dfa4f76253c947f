package dev.dragoman.provider;

import dev.dragoman.http.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Access tokens fetched from identity servers, kept until shortly before they expire. Thread-safe. */
public final class Tokens {

    /** A token is fetched anew this long before it expires. */
    public static final Duration MARGIN = Duration.ofMinutes(2);

    private final Upstream upstream;
    private final InstantSource clock;
    private final ConcurrentMap<String, Slot> slots = new ConcurrentHashMap<>();

    public Tokens(Upstream upstream, InstantSource clock) {
        this.upstream = upstream;
        this.clock = clock;
    }

    /** A token and the end of its life. */
    public record Token(String value, Instant expiresAt) {}

    /**
     * The token of the key; fetched when there is none or it is about to expire. Concurrent callers of one key share
     * one fetch.
     */
    public String token(String key, Function<Upstream, Token> fetch) {
        return slots.computeIfAbsent(key, k -> new Slot()).token(fetch);
    }

    /** The clock that tokens expire by. */
    public InstantSource clock() {
        return clock;
    }

    private final class Slot {

        private final ReentrantLock fetching = new ReentrantLock();
        private volatile @Nullable Token token;

        String token(Function<Upstream, Token> fetch) {
            Token held = token;
            if (held != null && isFresh(held)) {
                return held.value();
            }
            fetching.lock();
            try {
                held = token;
                if (held == null || !isFresh(held)) {
                    held = fetch.apply(upstream);
                    token = held;
                }
                return held.value();
            } finally {
                fetching.unlock();
            }
        }

        private boolean isFresh(Token held) {
            return clock.instant().plus(MARGIN).isBefore(held.expiresAt());
        }
    }
}
