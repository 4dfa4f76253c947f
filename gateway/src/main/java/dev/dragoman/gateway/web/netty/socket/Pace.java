package dev.dragoman.gateway.web.netty.socket;

import dev.dragoman.gateway.web.netty.loop.Parking;

/** Keeps a sending thread from running ahead of the other end. */
final class Pace {

    private static final long AHEAD = 64 << 10;

    private final Parking parking = new Parking();
    private long written;
    private volatile long taken;
    private volatile boolean over;
    private long handed;

    /** Counts bytes on their way; by the sending thread. */
    void wrote(long bytes) {
        written += bytes;
    }

    /** Waits while too much is on its way; by the sending thread. */
    void await() {
        if (mustWait()) {
            parking.awaitUninterruptibly(() -> !mustWait());
        }
    }

    /** Counts bytes that reached the event loop; on the loop. */
    void handed(long bytes) {
        handed += bytes;
    }

    /** Everything handed over so far was taken by the connection; on the loop. */
    void caughtUp() {
        if (taken != handed) {
            taken = handed;
            parking.wake();
        }
    }

    /** Nobody takes anything any more; on the loop. */
    void over() {
        over = true;
        parking.wake();
    }

    private boolean mustWait() {
        return written - taken > AHEAD && !over;
    }
}
