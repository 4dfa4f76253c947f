package dev.dragoman.gateway.journal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes of segments that are no sound records: told once, and counted. Thread-safe. */
final class Damage {

    private static final System.Logger LOG = System.getLogger(Damage.class.getName());

    private final Map<Position, Integer> known = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    /** Tells of bytes that were gone over. */
    void skipped(Segment segment, int from, int to) {
        if (known.putIfAbsent(new Position(segment.number(), from), to) != null) {
            return;
        }
        if (segment.room(from) == 0) {
            tell(
                    System.Logger.Level.INFO,
                    "a record was not finished when its process ended: it is left out",
                    segment,
                    from,
                    to);
        } else {
            bytes.addAndGet((long) to - from);
            tell(System.Logger.Level.WARNING, "what was written is damaged: it is left out", segment, from, to);
        }
    }

    private static void tell(System.Logger.Level level, String what, Segment segment, int from, int to) {
        LOG.log(
                level,
                "journal: {1}, bytes {2} to {3}: {0}",
                what,
                segment,
                Integer.toString(from),
                Integer.toString(to));
    }

    long bytes() {
        return bytes.get();
    }
}
