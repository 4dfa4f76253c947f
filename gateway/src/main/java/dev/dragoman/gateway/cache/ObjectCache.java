package dev.dragoman.gateway.cache;

import dev.dragoman.http.Headers;
import dev.dragoman.provider.Percent;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers as objects of a bucket. Reading waits for the bucket a moment; writing is left to a thread of its own. */
final class ObjectCache implements CacheStore {

    private static final System.Logger LOG = System.getLogger(ObjectCache.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(3);
    private static final Duration WRITING = Duration.ofSeconds(30);
    private static final int MOST_FAILURES = 5;
    private static final Duration REST = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final Headers BYTES = Headers.of("content-type", "application/octet-stream");

    private final Bucket bucket;
    private final WriteBehind writer;
    private final Rest rest;
    private volatile @Nullable String trouble;

    ObjectCache(Bucket bucket, LongSupplier nanoClock) {
        this.bucket = bucket;
        this.rest = new Rest(MOST_FAILURES, REST, nanoClock);
        this.writer = new WriteBehind("cache-bucket", this::write);
    }

    /** A bucket of a service. */
    interface Bucket {

        /** Reads an object: 200 with its bytes, or 404. */
        Remote.Reply get(String name, Duration patience);

        /** Writes an object. */
        Remote.Reply put(String name, Headers headers, byte[] bytes, Duration patience);

        /** Deletes an object. */
        Remote.Reply delete(String name, Duration patience);
    }

    /** The object's name: of plain characters, also when a namespace is none. */
    private static String name(String key) {
        int colon = key.lastIndexOf(':');
        return colon < 0
                ? key
                : Percent.encoded(key.substring(0, colon), "-_.").replace('%', '_') + "/" + key.substring(colon + 1);
    }

    @Override
    public @Nullable Entry find(String key) {
        Entry waiting = writer.find(key);
        if (waiting != null) {
            return waiting;
        }
        if (rest.isOn()) {
            throw new IllegalStateException(String.valueOf(trouble));
        }
        try {
            Remote.Reply reply = bucket.get(name(key), PATIENCE);
            Entry entry = reply.status() == NOT_FOUND
                    ? null
                    : EntryFormat.read(key, reply.orThrow("reading").body());
            well();
            return entry;
        } catch (RuntimeException failed) {
            ill("cannot read", failed);
            throw failed;
        }
    }

    @Override
    public void put(String key, Entry entry) {
        writer.put(key, entry);
    }

    private void write(String key, Entry entry) {
        try {
            bucket.put(name(key), BYTES, EntryFormat.written(key, entry), WRITING)
                    .orThrow("writing");
            well();
        } catch (RuntimeException failed) {
            ill("cannot write", failed);
            throw failed;
        }
    }

    private void well() {
        rest.over();
        trouble = null;
    }

    private void ill(String what, RuntimeException cause) {
        rest.failed();
        boolean told = trouble != null;
        trouble = what + ": " + cause.getMessage();
        if (!told) {
            LOG.log(System.Logger.Level.ERROR, "cache in a bucket: {0}; going on without", trouble);
        }
    }

    @Override
    public void delete(List<String> keys) {
        for (String key : keys) {
            writer.forget(key);
            Remote.Reply reply = bucket.delete(name(key), WRITING);
            if (reply.status() != NOT_FOUND) {
                reply.orThrow("deleting");
            }
        }
    }

    /** A bucket may hold more than answers, and is not emptied from here. */
    @Override
    public void clear() {
        throw new UnsupportedOperationException(
                "a bucket is not emptied by the gateway (expected: POST /cache/delete with keys, or a rule of the bucket)");
    }

    /** Looks whether the bucket is there, for a moment; what is wrong is told, and stops nothing. */
    ObjectCache tried() {
        Thread look = Thread.ofPlatform().daemon().name("cache-bucket-look").start(() -> {
            try {
                find("dragoman-start");
            } catch (RuntimeException told) {
                LOG.log(System.Logger.Level.DEBUG, "told already", told);
            }
        });
        try {
            look.join(FIRST_LOOK);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return this;
    }

    @Override
    public @Nullable String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        writer.close();
    }
}
