package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.ClientGoneException;
import dev.dragoman.gateway.web.netty.loop.Parking;

/** Keeps a writing thread from running ahead of its client. */
final class ClientPace {

    private static final long AHEAD = 64 << 10;

    private final Parking parking = new Parking();
    private long written;
    private volatile long taken;
    private volatile boolean gone;
    private long handed;

    /** Whether the client has left. */
    boolean isGone() {
        return gone;
    }

    /** Counts bytes on their way; by the writing thread. */
    void wrote(long bytes) {
        written += bytes;
    }

    /** Waits while too much is on its way; by the writing thread. */
    void await() {
        if (mustWait()) {
            parking.awaitUninterruptibly(() -> !mustWait());
        }
        if (gone) {
            throw new ClientGoneException();
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

    /** The client has left; on the loop. */
    void gone() {
        gone = true;
        parking.wake();
    }

    private boolean mustWait() {
        return written - taken > AHEAD && !gone;
    }
}
