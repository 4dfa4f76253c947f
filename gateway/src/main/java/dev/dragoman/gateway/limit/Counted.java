package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.call.Limit;
import org.jspecify.annotations.Nullable;

/** What is counted against limits. */
enum Counted {
    REQUESTS(0, "requests"),
    TOKENS(1, "tokens"),
    PARALLEL(2, "max_parallel_requests");

    private static final Counted[] ALL = values();

    private final int index;
    private final String title;

    Counted(int index, String title) {
        this.index = index;
        this.title = title;
    }

    /** Its place among what Redis is told and tells. */
    int index() {
        return index;
    }

    /** How it is called in messages and header fields. */
    String title() {
        return title;
    }

    /** All of them, without a copy. */
    static Counted[] all() {
        return ALL;
    }

    /** How much of it is allowed; null for any number. */
    @Nullable
    Long of(Limit limit) {
        return switch (this) {
            case REQUESTS -> limit.requests();
            case TOKENS -> limit.tokens();
            case PARALLEL -> limit.parallel() == null ? null : Long.valueOf(limit.parallel());
        };
    }
}
