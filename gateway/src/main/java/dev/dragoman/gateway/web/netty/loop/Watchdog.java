package dev.dragoman.gateway.web.netty.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks every event loop for a sign of life. A request that computes or blocks natively on a loop's own thread holds up all
 * connections of the loop; when one is held up for too long, later requests run on the JDK's scheduler. When all loops have then
 * answered in time for a while, requests run on them again: the machine may have been at fault. Each time this proves wrong soon,
 * the while doubles.
 */
final class Watchdog implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());
    private static final Duration JOIN = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 6;

    private final List<Sign> signs;
    private final Fallback fallback;
    private final Rhythm rhythm;
    private final LongSupplier nanoClock;
    private final Thread thread;
    private long quietNanos;
    private long calmSince;

    Watchdog(List<Loop> loops, Fallback fallback, Rhythm rhythm, LongSupplier nanoClock) {
        this.signs = loops.stream().map(Sign::new).toList();
        this.fallback = fallback;
        this.rhythm = rhythm;
        this.nanoClock = nanoClock;
        this.quietNanos = rhythm.quiet.toNanos();
        this.calmSince = nanoClock.getAsLong() - quietNanos;
        this.thread = Thread.ofPlatform().daemon().name("dragoman-watchdog").unstarted(this::run);
    }

    /**
     * How loops are watched.
     *
     * @param interval between questions
     * @param patience how long a loop may be silent
     * @param quiet for how long all loops must answer in time before requests run on them again
     */
    record Rhythm(Duration interval, Duration patience, Duration quiet) {}

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
            while (true) {
                long before = nanoClock.getAsLong();
                TimeUnit.NANOSECONDS.sleep(rhythm.interval.toNanos());
                look(nanoClock.getAsLong() - before - rhythm.interval.toNanos());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Looks at every loop once.
     *
     * @param overslept how much later than intended; when this thread itself could not run in time, the machine is at fault and the
     *     loops get that time, too
     */
    void look(long overslept) {
        long now = nanoClock.getAsLong();
        boolean heldUp = false;
        for (Sign sign : signs) {
            long silent = sign.silentNanos(now, overslept);
            if (silent > rhythm.patience.toNanos()) {
                heldUp = true;
                giveUp(sign, silent, now);
            }
        }
        if (!heldUp && fallback.isTaken() && now - calmSince >= quietNanos) {
            fallback.release();
            calmSince = now;
            LOG.log(System.Logger.Level.INFO, "all event loops answer in time; requests run on them again");
        }
    }

    private void giveUp(Sign sign, long silent, long now) {
        if (!fallback.isTaken()) {
            boolean soon = now - calmSince < quietNanos;
            long most = rhythm.quiet.toNanos() << MOST_DOUBLINGS;
            quietNanos = soon ? Math.min(2 * quietNanos, most) : rhythm.quiet.toNanos();
            fallback.take();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "event loop {0} was held up for {1} ms by a request; requests run on the JDK''s scheduler until all event"
                            + " loops have answered in time for {2} s",
                    sign.loop.index(),
                    TimeUnit.NANOSECONDS.toMillis(silent),
                    TimeUnit.NANOSECONDS.toSeconds(quietNanos));
        }
        calmSince = now;
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
