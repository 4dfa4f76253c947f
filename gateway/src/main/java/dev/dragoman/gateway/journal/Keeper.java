package dev.dragoman.gateway.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The thread that does what appending must not wait for: it brings records to disk, makes segments and removes them. */
final class Keeper implements AutoCloseable {

    private static final int LAST_ROUNDS = 1_000;

    private final Flush flush;
    private final Provision provision;
    private final Retention retention;
    private final Signal news;
    private final Trouble trouble;
    private final Space space;
    private final Semaphore bell;
    private final long nanos;
    private final Thread thread;
    private volatile boolean closed;

    Keeper(
            Flush flush,
            Provision provision,
            Retention retention,
            Signal news,
            Trouble trouble,
            Space space,
            Semaphore bell,
            Duration every) {
        this.flush = flush;
        this.provision = provision;
        this.retention = retention;
        this.news = news;
        this.trouble = trouble;
        this.space = space;
        this.bell = bell;
        this.nanos = every.toNanos();
        this.thread = Thread.ofPlatform().daemon().name("journal").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                round();
                if (bell.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                    bell.drainPermits();
                }
            }
            for (int i = 0; i < LAST_ROUNDS && !flush.position().equals(space.end()); i++) {
                round();
                Thread.sleep(1);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            if (flush.advance()) {
                news.give();
            }
            retention.remove(flush.position());
            provision.provide();
            trouble.over(Trouble.Part.KEEPING);
        } catch (IOException | RuntimeException | InternalError failed) {
            trouble.tell(Trouble.Part.KEEPING, "cannot keep its files in order: " + failed);
        }
    }

    /** Ends the thread, when everything that was written is on disk. */
    @Override
    public void close() {
        closed = true;
        bell.release();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
