package dev.dragoman.gateway.web.netty.socket;

import java.time.Duration;

/** How long the other end has given no sign of life, or taken nothing. Confined to the loop. */
final class Silence {

    private final long idle;
    private long heard = System.nanoTime();
    private long taken;
    private boolean pinged;
    private boolean stalled;

    Silence(Duration idle) {
        this.idle = idle.toNanos();
    }

    /** Something came, or nothing was listened to. */
    void heard() {
        heard = System.nanoTime();
        pinged = false;
    }

    /** The other end was asked for a sign of life. */
    void pinged() {
        pinged = true;
    }

    /** The other end takes something, but not all that waits for it. */
    void progressed() {
        stalled = true;
        taken = System.nanoTime();
    }

    /** More waits for the other end than it takes. */
    void waiting() {
        if (!stalled) {
            progressed();
        }
    }

    /** Nothing waits for the other end. */
    void caughtUp() {
        stalled = false;
    }

    /** Whether the other end has been silent too long. */
    boolean isTooLong(long now) {
        return now - heard >= idle;
    }

    /** Whether the other end should be asked for a sign of life. */
    boolean wantsPing(long now) {
        return !pinged && now - heard >= idle / 2;
    }

    /** Whether the other end has taken nothing for too long. */
    boolean isStuck(long now) {
        return stalled && now - taken >= idle;
    }

    /** When to look again. */
    long next() {
        long silent = heard + (pinged ? idle : idle / 2);
        return stalled ? Math.min(silent, taken + idle) : silent;
    }
}
