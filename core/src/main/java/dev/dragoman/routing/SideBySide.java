package dev.dragoman.routing;

import dev.dragoman.http.Cancellation;
import dev.dragoman.provider.VendorAnswer;
import dev.dragoman.provider.VendorCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Exchanges that do not depend on each other: several at a time, and the first that fails cancels the others. */
final class SideBySide {

    private static final int AT_ONCE = 8;

    private final List<VendorCall> calls;
    private final Function<VendorCall, VendorAnswer> exchange;
    private final Cancellation all;
    private final Queue<Integer> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicReferenceArray<VendorAnswer> answers;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    /**
     * Exchanges to make.
     *
     * @param all ends those that are under way
     */
    SideBySide(List<VendorCall> calls, Function<VendorCall, VendorAnswer> exchange, Cancellation all) {
        this.calls = calls;
        this.exchange = exchange;
        this.all = all;
        this.answers = new AtomicReferenceArray<>(calls.size());
    }

    /** The answers in the order of the calls. */
    List<VendorAnswer> answers() {
        IntStream.range(0, calls.size()).forEach(waiting::add);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Math.min(AT_ONCE, calls.size()); i++) {
                threads.execute(this::work);
            }
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        List<VendorAnswer> all = new ArrayList<>(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            all.add(answers.get(i));
        }
        return all;
    }

    private void work() {
        for (Integer next = waiting.poll(); next != null && failure.get() == null; next = waiting.poll()) {
            try {
                answers.set(next, exchange.apply(calls.get(next)));
            } catch (RuntimeException failed) {
                failure.compareAndSet(null, failed);
                all.cancel();
            }
        }
    }
}
