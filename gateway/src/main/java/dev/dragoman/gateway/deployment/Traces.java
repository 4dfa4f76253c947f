package dev.dragoman.gateway.deployment;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Remembers how the last calls were routed; older ones are forgotten. Thread-safe. */
public final class Traces {

    private final AtomicReferenceArray<@Nullable Trace> ring;
    private final AtomicLong next = new AtomicLong();

    /**
     * A memory.
     *
     * @param most how many calls
     */
    public Traces(int most) {
        this.ring = new AtomicReferenceArray<>(most);
    }

    void keep(Trace trace) {
        ring.setRelease(at(next.getAndIncrement()), trace);
    }

    /** The newest call of that id; null when it is not remembered. */
    @Nullable
    Trace find(String id) {
        long end = next.get();
        for (long i = end - 1; i >= Math.max(0, end - ring.length()); i--) {
            Trace trace = ring.getAcquire(at(i));
            if (trace != null && trace.id().equals(id)) {
                return trace;
            }
        }
        return null;
    }

    /** How many calls are remembered at most. */
    int most() {
        return ring.length();
    }

    private int at(long index) {
        return (int) (index % ring.length());
    }
}
