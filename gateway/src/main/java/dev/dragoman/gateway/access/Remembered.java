package dev.dragoman.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dragoman.error.ServiceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read from the database, by id. A change makes a value be read again when it is next looked for, and so does its age, beside
 * who looks. While the database is away what is known goes on counting. That there is nothing is remembered too, for a while, and apart, so
 * that ids made up by somebody push out nothing. Thread-safe.
 *
 * @param <V> what is remembered
 */
final class Remembered<V> {

    private final Function<String, @Nullable V> reader;
    private final Supplier<Duration> believed;
    private final InstantSource clock;
    private final Cache<String, Entry<V>> known;
    private final Cache<String, Boolean> absent;
    private final AtomicLong changes = new AtomicLong();

    /**
     * A memory.
     *
     * @param reader reads what is there; null when there is nothing
     * @param believed how long a value is believed before it is looked at again
     * @param bounds of the memory
     */
    Remembered(Function<String, @Nullable V> reader, Supplier<Duration> believed, Bounds bounds, InstantSource clock) {
        this.reader = reader;
        this.believed = believed;
        this.clock = clock;
        this.known = Caffeine.newBuilder().maximumSize(bounds.known).build();
        this.absent = Caffeine.newBuilder()
                .maximumSize(bounds.absent)
                .expireAfterWrite(bounds.absentFor)
                .build();
    }

    /**
     * How much is remembered.
     *
     * @param known values at most
     * @param absent ids of nothing at most
     * @param absentFor how long it is believed that there is nothing
     */
    record Bounds(long known, long absent, Duration absentFor) {}

    private static final class Entry<V> {

        private final V value;
        private final Instant read;
        private final AtomicBoolean renewing = new AtomicBoolean();
        private volatile boolean stale;

        Entry(V value, Instant read) {
            this.value = value;
            this.read = read;
        }
    }

    /**
     * The value; null when there is none.
     *
     * @throws ServiceUnavailableException when the database is away, and nothing is known
     */
    @Nullable
    V find(String id) {
        Entry<V> entry = known.getIfPresent(id);
        if (entry == null) {
            return absent.getIfPresent(id) == null ? read(id) : null;
        }
        if (entry.stale) {
            return again(id, entry);
        }
        if (entry.read.plus(believed.get()).isBefore(clock.instant()) && entry.renewing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("record-renewal").start(() -> renew(id, entry));
        }
        return entry.value;
    }

    private @Nullable V read(String id) {
        long before = changes.get();
        V value = reader.apply(id);
        if (value == null) {
            known.invalidate(id);
            absent.put(id, true);
        } else {
            absent.invalidate(id);
            known.put(id, new Entry<>(value, clock.instant()));
        }
        // A change that was told while this was read may not be in it, and found nothing here to be told to.
        if (changes.get() != before) {
            forget(id);
        }
        return value;
    }

    /** What is read again; the old while that is not possible. */
    private @Nullable V again(String id, Entry<V> old) {
        try {
            return read(id);
        } catch (ServiceUnavailableException away) {
            return old.value;
        }
    }

    private void renew(String id, Entry<V> old) {
        try {
            again(id, old);
        } finally {
            old.renewing.set(false);
        }
    }

    /** What has this id was changed. */
    void changed(String id) {
        changes.incrementAndGet();
        forget(id);
    }

    private void forget(String id) {
        absent.invalidate(id);
        Entry<V> entry = known.getIfPresent(id);
        if (entry != null) {
            entry.stale = true;
        }
    }

    /** Something was changed that these values are made of. */
    void changed(Predicate<V> concerned) {
        changes.incrementAndGet();
        for (Entry<V> entry : known.asMap().values()) {
            if (concerned.test(entry.value)) {
                entry.stale = true;
            }
        }
    }
}
