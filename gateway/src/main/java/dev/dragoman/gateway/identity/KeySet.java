package dev.dragoman.gateway.identity;

import com.nimbusds.jose.jwk.JWK;
import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of an issuer. They are read again beside the calls before their time is over; while the issuer is away, the old ones
 * count for an hour more. Thread-safe.
 */
final class KeySet {

    private static final System.Logger LOG = System.getLogger(KeySet.class.getName());
    /** How long the issuer is left alone after it was asked. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Duration OUTAGE = Duration.ofHours(1);

    private final String address;
    private final Issuers issuers;
    private final Duration believed;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile @Nullable Kept kept;
    private volatile Instant tried = Instant.MIN;
    private volatile boolean away;

    KeySet(String address, Issuers issuers, Duration believed, InstantSource clock) {
        this.address = address;
        this.issuers = issuers;
        this.believed = believed;
        this.clock = clock;
    }

    /**
     * The keys as they were read.
     *
     * @param version counts how often they were others than before
     */
    private record Kept(List<JWK> keys, Instant read, long version) {}

    /** How often the keys changed. */
    long version() {
        Kept now = kept;
        return now == null ? 0 : now.version();
    }

    /** Whether the issuer did not answer when it was asked last. */
    boolean isAway() {
        return away;
    }

    /**
     * The keys; null when there are none that can be believed. Waits for the issuer when nothing is known, or when what is known is old
     * because nobody asked.
     */
    @Nullable
    List<JWK> keys() {
        Kept now = kept;
        Instant at = clock.instant();
        if (now == null || !away && now.read().plus(believed).isBefore(at)) {
            now = again(now);
        } else {
            renew();
        }
        return now == null || now.read().plus(believed).plus(OUTAGE).isBefore(at) ? null : now.keys();
    }

    /** Reads the keys anew beside the caller, when their time is nearly over. */
    void renew() {
        Kept now = kept;
        boolean due = now == null
                || now.read().plus(believed.multipliedBy(4).dividedBy(5)).isBefore(clock.instant());
        if (due && mayAsk() && renewing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("key-set-renewal").start(() -> {
                try {
                    again(now);
                } finally {
                    renewing.set(false);
                }
            });
        }
    }

    /** A token is signed by a key that is not among these: reads them anew, unless that was done just now. */
    void missing() {
        again(kept);
    }

    private boolean mayAsk() {
        Instant last = tried;
        return last.equals(Instant.MIN) || !clock.instant().isBefore(last.plus(PAUSE));
    }

    /** What is read now, unless somebody just did; what is known when that fails. */
    @SuppressWarnings("ReferenceEquality") // whether they were read is the question, not whether they are others
    private @Nullable Kept again(@Nullable Kept before) {
        reading.lock();
        try {
            Kept now = kept;
            if (now != before || !mayAsk()) {
                return now;
            }
            ask(now);
        } finally {
            reading.unlock();
        }
        return kept;
    }

    private void ask(@Nullable Kept before) {
        try {
            kept = read(before);
            away = false;
        } catch (IssuerException failed) {
            away = true;
            LOG.log(System.Logger.Level.WARNING, "keys of tokens cannot be read from {0}", failed.getMessage());
        } finally {
            // From the end of it on: those who waited for an issuer that hangs must not each wait for it again.
            tried = clock.instant();
        }
    }

    private Kept read(@Nullable Kept before) {
        JsonObject document = issuers.document(address, Headers.EMPTY);
        JsonArray told = document.array("keys");
        if (told == null) {
            throw new IssuerException(address + ": no keys (expected: a JSON web key set)", 200);
        }
        List<JWK> keys = new ArrayList<>();
        for (JsonValue one : told) {
            JWK key = one instanceof JsonObject object ? key(object) : null;
            if (key != null) {
                keys.add(key);
            }
        }
        boolean same = before != null && before.keys().equals(keys);
        long version = before == null ? 1 : same ? before.version() : before.version() + 1;
        return new Kept(List.copyOf(keys), clock.instant(), version);
    }

    /** The public part of a key; null for a kind that nobody here knows, which must not keep the others from counting. */
    private static @Nullable JWK key(JsonObject told) {
        try {
            return JWK.parse(Json.text(told)).toPublicJWK();
        } catch (ParseException | IllegalArgumentException | IllegalStateException unknown) {
            return null;
        }
    }
}
