package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.netty.wire.WireException;
import java.util.concurrent.atomic.AtomicInteger;

/** How many requests are being handled, how many may be, and whether the server is shutting down. */
public final class Admission {

    private final int limit;
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean draining;

    public Admission(int limit) {
        this.limit = limit;
    }

    /** Counts a request in, unless there are too many. */
    boolean enter() {
        if (running.incrementAndGet() <= limit) {
            return true;
        }
        running.decrementAndGet();
        return false;
    }

    /** What a request is refused with when there are too many. */
    static WireException overloaded() {
        return new WireException(503, "too many requests are being handled; try again later");
    }

    /** Counts a request out. */
    void leave() {
        running.decrementAndGet();
    }

    boolean isFull() {
        return running.get() >= limit;
    }

    /** The number of requests being handled. */
    public int running() {
        return running.get();
    }

    /** Lets no connection live longer than its running request from now on. */
    public void drain() {
        draining = true;
    }

    /** Whether the server is shutting down. */
    public boolean isDraining() {
        return draining;
    }
}
