package dev.dragoman.testkit.openai;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that are unique within one fake and the same in every run. */
public final class Numbering {

    private final AtomicLong last = new AtomicLong();

    /** The next id with this prefix. */
    public String next(String prefix) {
        return prefix + String.format(Locale.ROOT, "%012d", last.incrementAndGet());
    }
}
