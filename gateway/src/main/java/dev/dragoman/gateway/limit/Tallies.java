package dev.dragoman.gateway.limit;

import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The tallies in use. Every call looks after two of them, so that those of silent callers are forgotten. Thread-safe. */
final class Tallies {

    private static final int LOOKED_AFTER = 2;

    private final ConcurrentHashMap<String, Tally> known = new ConcurrentHashMap<>();
    private final Queue<Tally> turns = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong();

    /** That of a key. */
    Tally of(String key) {
        Tally found = known.get(key);
        return found != null ? found : known.computeIfAbsent(key, this::made);
    }

    private Tally made(String key) {
        Tally tally = new Tally(key, numbers.incrementAndGet());
        turns.add(tally);
        return tally;
    }

    int size() {
        return known.size();
    }

    /** Forgets those whose turn it is, if they are idle. */
    void tidy(long now) {
        for (int i = 0; i < LOOKED_AFTER; i++) {
            Tally tally = turns.poll();
            if (tally == null) {
                return;
            }
            if (tally.forget(now)) {
                known.remove(tally.key(), tally);
            } else {
                turns.add(tally);
            }
        }
    }
}
