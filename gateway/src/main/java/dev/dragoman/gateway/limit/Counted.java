package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.call.Limit;
import org.jspecify.annotations.Nullable;

/** What is counted against limits. */
enum Counted {
    REQUESTS("requests"),
    TOKENS("tokens"),
    PARALLEL("max_parallel_requests");

    private static final Counted[] ALL = values();

    private final String title;

    Counted(String title) {
        this.title = title;
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
