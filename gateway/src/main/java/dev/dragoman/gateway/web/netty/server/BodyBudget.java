package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.netty.wire.BodyRoom;
import java.util.concurrent.atomic.AtomicLong;

/** What the bodies of requests may take of the heap together; the rest is for answering them. */
final class BodyBudget implements BodyRoom {

    private final AtomicLong left;

    BodyBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** A third of the heap. */
    static BodyBudget ofHeap() {
        return new BodyBudget(Runtime.getRuntime().maxMemory() / 3);
    }

    @Override
    public boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    /** Gives room back. */
    void give(long bytes) {
        left.addAndGet(bytes);
    }

    long left() {
        return left.get();
    }
}
