package dev.dragoman.gateway.journal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes of segments that are no sound records: told once, and counted. Thread-safe. */
final class Damage {

    private static final System.Logger LOG = System.getLogger(Damage.class.getName());

    private final Map<Position, Integer> known = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    void skipped(Segment segment, int from, int to) {
        if (known.putIfAbsent(new Position(segment.number(), from), to) != null) {
            return;
        }
        bytes.addAndGet((long) to - from);
        LOG.log(
                System.Logger.Level.WARNING,
                "journal: {0} has no sound record from byte {1} to {2}; what was written there is left out"
                        + " (one that the end of a process interrupted is booked as lost, damage to the disk may hide others)",
                segment,
                Integer.toString(from),
                Integer.toString(to));
    }

    long bytes() {
        return bytes.get();
    }
}
