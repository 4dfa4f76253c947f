package dev.dragoman.gateway.call;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One budget that pays for a call.
 *
 * @param id which one of that level; with the level unique
 * @param maxNanos nano-dollars that may be spent in a window; {@link #UNLIMITED} when spending is only watched
 * @param softNanos nano-dollars from which somebody is told; null for none
 * @param duration how long a window lasts, such as {@code 30d}; null for ever
 * @param anchor when the budget began, from which windows of some days are counted
 * @param names what messages and metrics call it: the hash and alias of a key, the id and alias of a team or an organization; a window's is
 *     its duration, for a team after the team; a member's are the user and the team; a key's model's are the key, its alias and the model;
 *     the whole gateway's has none
 */
public record BudgetLine(
        BudgetLevel level,
        String id,
        long maxNanos,
        @Nullable Long softNanos,
        @Nullable String duration,
        Instant anchor,
        List<String> names) {

    /** No limit. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    public BudgetLine {
        names = List.copyOf(names);
    }

    /** A budget without a soft one. */
    public BudgetLine(
            BudgetLevel level, String id, long maxNanos, @Nullable String duration, Instant anchor, String... names) {
        this(level, id, maxNanos, null, duration, anchor, List.of(names));
    }

    /** Whether it can refuse a call. */
    public boolean isHard() {
        return maxNanos != UNLIMITED;
    }
}
