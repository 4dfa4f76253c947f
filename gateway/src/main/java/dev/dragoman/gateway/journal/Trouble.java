package dev.dragoman.gateway.journal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is wrong with a journal at the moment. Every change is logged, once. Thread-safe. */
final class Trouble {

    private static final System.Logger LOG = System.getLogger(Trouble.class.getName());

    private final Map<Part, String> now = new ConcurrentHashMap<>();

    /** What may be wrong. */
    enum Part {
        WRITING,
        FORCING,
        FILES,
        KEEPING
    }

    void tell(Part part, String what) {
        if (now.put(part, what) == null) {
            LOG.log(System.Logger.Level.ERROR, "journal: {0}", what);
        }
    }

    void over(Part part) {
        if (now.remove(part) != null) {
            LOG.log(System.Logger.Level.INFO, "journal: {0} works again", part);
        }
    }

    @Nullable
    String of(Part part) {
        return now.get(part);
    }

    /** All of it; null when there is none. */
    @Nullable
    String told() {
        return now.isEmpty() ? null : String.join("; ", now.values());
    }
}
