package dev.dragoman.gateway.web.netty.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks every event loop for a sign of life. A request that computes or blocks natively on a loop's own thread holds up all
 * connections of the loop; when one is held up for too long, later requests run on the JDK's scheduler.
 */
final class Watchdog implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());
    private static final Duration JOIN = Duration.ofSeconds(2);

    private final List<Sign> signs;
    private final Fallback fallback;
    private final Duration interval;
    private final Duration patience;
    private final Thread thread;

    Watchdog(List<Loop> loops, Fallback fallback, Duration interval, Duration patience) {
        this.signs = loops.stream().map(Sign::new).toList();
        this.fallback = fallback;
        this.interval = interval;
        this.patience = patience;
        this.thread = Thread.ofPlatform().daemon().name("dragoman-watchdog").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
        Joining.join(thread, JOIN);
    }

    private void run() {
        try {
            while (!fallback.isTaken()) {
                long before = System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(interval.toNanos());
                long overslept = System.nanoTime() - before - interval.toNanos();
                signs.forEach(sign -> look(sign, overslept));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** When this thread itself could not run in time, the machine is at fault and the loop gets that time, too. */
    private void look(Sign sign, long overslept) {
        long silent = sign.silentNanos(System.nanoTime(), overslept);
        if (silent > patience.toNanos()) {
            fallback.take();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "event loop {0} was held up for {1} ms by a request; from now on requests run on the JDK''s scheduler",
                    sign.loop.index(),
                    TimeUnit.NANOSECONDS.toMillis(silent));
        }
    }

    /** A question to one loop, posted again when it was answered. */
    private static final class Sign extends Operation {

        private final Loop loop;
        private long askedNanos;
        private long excused;
        private volatile boolean answered = true;

        private Sign(Loop loop) {
            this.loop = loop;
        }

        @Override
        protected void run() {
            answered = true;
        }

        private long silentNanos(long now, long overslept) {
            if (answered) {
                answered = false;
                askedNanos = now;
                excused = 0;
                loop.post(this);
                return 0;
            }
            excused += Math.max(0, overslept);
            return now - askedNanos - excused;
        }
    }
}
