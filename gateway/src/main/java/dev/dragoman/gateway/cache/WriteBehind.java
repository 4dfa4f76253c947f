package dev.dragoman.gateway.cache;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Entries on their way to a place that is slow to write to. Nobody waits for them, they can be found meanwhile, and when there are too
 * many the newest are given up. Thread-safe.
 */
final class WriteBehind implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(WriteBehind.class.getName());
    private static final int MOST = 2_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final long LAST_SECONDS = 5;

    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(MOST);
    private final Map<String, Entry> waiting = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final BiConsumer<String, Entry> write;
    private final Thread writer;
    private volatile boolean closed;

    /**
     * Begins to write.
     *
     * @param write writes one entry, and may take its time
     */
    WriteBehind(String name, BiConsumer<String, Entry> write) {
        this.write = write;
        this.writer = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /** An entry that is not written yet. */
    @Nullable
    Entry find(String key) {
        return waiting.get(key);
    }

    void put(String key, Entry entry) {
        int size = entry.content().size();
        if (bytes.get() + size > MOST_BYTES) {
            throw new IllegalStateException("too much waits to be written");
        }
        Entry before = waiting.put(key, entry);
        bytes.addAndGet(size - (before == null ? 0 : before.content().size()));
        if (before == null && !queue.offer(key)) {
            forget(key);
            throw new IllegalStateException("too much waits to be written");
        }
    }

    void forget(String key) {
        Entry entry = waiting.remove(key);
        if (entry != null) {
            bytes.addAndGet(-entry.content().size());
        }
    }

    void forgetAll() {
        waiting.keySet().forEach(this::forget);
    }

    private void run() {
        try {
            while (!closed || !queue.isEmpty()) {
                String key = queue.poll(200, TimeUnit.MILLISECONDS);
                Entry entry = key == null ? null : waiting.get(key);
                if (key != null && entry != null) {
                    written(key, entry);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void written(String key, Entry entry) {
        try {
            write.accept(key, entry);
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "an answer could not be kept: {0}", failed.getMessage());
        }
        if (waiting.remove(key, entry)) {
            bytes.addAndGet(-entry.content().size());
        } else if (waiting.containsKey(key)) {
            queue.offer(key); // A newer one came meanwhile.
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(LAST_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
