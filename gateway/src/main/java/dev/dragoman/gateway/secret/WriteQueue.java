package dev.dragoman.gateway.secret;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Work on copies of keys, done one by one in its order, and again while it fails; what does not come to pass is told. Thread-safe. */
final class WriteQueue implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(WriteQueue.class.getName());
    private static final int MOST = 10_000;
    private static final int ATTEMPTS = 10;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final Duration LAST = Duration.ofSeconds(8);

    private final BlockingQueue<Job> waiting = new LinkedBlockingQueue<>(MOST);
    private final LongAdder lost = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock starting = new ReentrantLock();
    private volatile @Nullable Thread worker;

    /**
     * Something to do.
     *
     * @param what in a word, for messages
     * @param key of which key, for messages
     */
    private record Job(String what, String key, Runnable work) {}

    /** Adds work; what does not fit any more is lost. */
    void add(String what, String key, Runnable work) {
        start();
        Job job = new Job(what, key, work);
        if (closing.getCount() == 0 || !waiting.offer(job)) {
            lose(job, "too much waits already");
        }
    }

    /** There is no thread before there is work. */
    private void start() {
        if (worker != null) {
            return;
        }
        starting.lock();
        try {
            if (worker == null) {
                worker = Thread.ofVirtual().name("key-copies").start(this::run);
            }
        } finally {
            starting.unlock();
        }
    }

    private void run() {
        try {
            while (closing.getCount() > 0 || !waiting.isEmpty()) {
                Job job = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (job != null) {
                    work(job);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Job job) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; ; attempt++) {
            RuntimeException failed = attempted(job);
            if (failed == null) {
                return;
            }
            failures.increment();
            boolean passing = !(failed instanceof UnsupportedOperationException)
                    && !(failed instanceof VaultException told && !told.isPassing());
            if (!passing || attempt == ATTEMPTS || closing.await(pause, TimeUnit.MILLISECONDS) && attempt > 1) {
                lose(job, Inquiry.reason(failed));
                return;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private static @Nullable RuntimeException attempted(Job job) {
        try {
            job.work().run();
            return null;
        } catch (RuntimeException failed) {
            return failed;
        }
    }

    private void lose(Job job, String why) {
        lost.increment();
        LOG.log(System.Logger.Level.WARNING, "the copy of the key {0} was not {1}: {2}", job.key(), job.what(), why);
    }

    long lost() {
        return lost.sum();
    }

    long failures() {
        return failures.sum();
    }

    @Override
    public void close() {
        closing.countDown();
        Thread running = worker;
        try {
            if (running != null && !running.join(LAST)) {
                running.interrupt();
                running.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        for (Job job = waiting.poll(); job != null; job = waiting.poll()) {
            lose(job, "the gateway ends");
        }
    }
}
