package dev.dragoman.gateway.web.netty.loop;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Operations waiting for their event loop; any thread posts, the loop takes all at once. */
final class Outbox {

    private final AtomicReference<@Nullable Operation> newest = new AtomicReference<>();

    void post(Operation operation) {
        Operation before;
        do {
            before = newest.get();
            operation.earlier = before;
        } while (!newest.compareAndSet(before, operation));
    }

    boolean isEmpty() {
        return newest.get() == null;
    }

    /** Runs everything posted so far, in order. */
    void drain() {
        if (isEmpty()) {
            return;
        }
        Operation next = inOrder(newest.getAndSet(null));
        while (next != null) {
            Operation operation = next;
            next = operation.earlier;
            operation.earlier = null;
            run(operation);
        }
    }

    private static @Nullable Operation inOrder(@Nullable Operation newestFirst) {
        Operation oldestFirst = null;
        Operation next = newestFirst;
        while (next != null) {
            Operation operation = next;
            next = operation.earlier;
            operation.earlier = oldestFirst;
            oldestFirst = operation;
        }
        return oldestFirst;
    }

    private static void run(Operation operation) {
        try {
            operation.run();
        } catch (RuntimeException | Error e) {
            Guard.report(e);
        }
    }
}
