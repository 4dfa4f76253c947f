package dev.dragoman.http;

import java.time.Duration;

/**
 * How long one attempt may take.
 *
 * @param total when the whole answer must be there
 * @param head when status, headers and, where the body is read piece by piece, its first piece must be there
 * @param idle the longest silence between two pieces of the body; zero for no limit
 */
public record Timeouts(Deadline total, Deadline head, Duration idle) {

    /** No limits. */
    public static final Timeouts NONE = new Timeouts(Deadline.NONE, Deadline.NONE, Duration.ZERO);

    /** One deadline for everything. */
    public static Timeouts total(Deadline total) {
        return new Timeouts(total, total, Duration.ZERO);
    }
}
