package dev.dragoman.gateway.deployment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** Keeps the last checks until the gateway stops. */
public final class MemoryHealthStore implements HealthStore {

    private final Deque<HealthRecord> newestFirst = new ArrayDeque<>();
    private final int most;

    /**
     * A store.
     *
     * @param most checks that are kept
     */
    public MemoryHealthStore(int most) {
        this.most = most;
    }

    @Override
    public synchronized void add(HealthRecord record) {
        newestFirst.addFirst(record);
        if (newestFirst.size() > most) {
            newestFirst.removeLast();
        }
    }

    @Override
    public synchronized List<HealthRecord> newest(Predicate<HealthRecord> wanted) {
        List<HealthRecord> found = new ArrayList<>();
        for (HealthRecord record : newestFirst) {
            if (wanted.test(record)) {
                found.add(record);
            }
        }
        return found;
    }
}
