package dev.dragoman.gateway.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A book in memory: what it holds is gone with the process. Thread-safe, but that one thread at a time takes from it. */
public final class MemoryBook implements Book, Outcomes {

    private final String name;
    private final BlockingQueue<byte[]> rows = new LinkedBlockingQueue<>();
    private final AtomicLong taken = new AtomicLong();
    private final Opened opened = new Opened() {

        @Override
        public void progress(SpendRow soFar) {}

        @Override
        public void outcome(SpendRow row) {
            rows.add(SpendRowFormat.bytes(row));
        }
    };

    /** A book of a name that no other ever had. */
    public MemoryBook(String name) {
        this.name = name;
    }

    @Override
    public Opened intent(SpendRow draft) {
        return opened;
    }

    @Override
    public void outcome(SpendRow row) {
        opened.outcome(row);
    }

    @Override
    public Batch next(int most, Duration patience) throws InterruptedException {
        List<byte[]> next = new ArrayList<>();
        byte @Nullable [] first = rows.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            next.add(first);
            rows.drainTo(next, most - 1);
        }
        return new Batch(next, new Position(name, 0, taken.addAndGet(next.size())));
    }

    @Override
    public void shipped(Batch batch) {}

    /** Whether nothing waits to be taken. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
