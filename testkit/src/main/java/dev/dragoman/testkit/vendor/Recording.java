package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.wire.RecordedRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest requests, in order of arrival, and which of them were taken. Thread-safe. */
final class Recording {

    private final int capacity;
    private final Deque<RecordedRequest> kept = new ArrayDeque<>();
    private int untaken;

    Recording(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(RecordedRequest request) {
        if (capacity == 0) {
            return;
        }
        if (kept.size() == capacity) {
            kept.removeFirst();
            untaken = Math.min(untaken, kept.size());
        }
        kept.addLast(request);
        untaken++;
        notifyAll();
    }

    synchronized List<RecordedRequest> all() {
        return List.copyOf(kept);
    }

    synchronized void clear() {
        kept.clear();
        untaken = 0;
    }

    /** The oldest request not yet taken; waits for one. */
    synchronized Optional<RecordedRequest> take(Duration timeout) throws InterruptedException {
        long until = System.nanoTime() + timeout.toNanos();
        long left = timeout.toNanos();
        while (untaken == 0 && left > 0) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
            left = until - System.nanoTime();
        }
        if (untaken == 0) {
            return Optional.empty();
        }
        RecordedRequest next = new ArrayList<>(kept).get(kept.size() - untaken);
        untaken--;
        return Optional.of(next);
    }
}
