package dev.dragoman.provider;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as its vendor tells it.
 *
 * @param id the vendor's id
 * @param name the name that it was made under; the id where the vendor keeps no names, null when others made it
 * @param times when what happened
 * @param counts how many of its lines are done; null while the vendor does not tell
 * @param failure why it failed; null when it did not
 */
public record BatchJob(
        String id,
        @Nullable String name,
        State state,
        Times times,
        @Nullable Counts counts,
        @Nullable String failure) {

    /** What names of jobs begin with that this software makes. */
    public static final String PREFIX = "dragoman-";

    /** The states that OpenAI's clients know. */
    public enum State {
        VALIDATING,
        FAILED,
        IN_PROGRESS,
        COMPLETED,
        EXPIRED,
        CANCELLING,
        CANCELLED;

        /** Whether nothing will change any more. */
        public boolean isFinal() {
            return this == FAILED || this == COMPLETED || this == EXPIRED || this == CANCELLED;
        }
    }

    /**
     * When what happened.
     *
     * @param created when it was asked for
     * @param started when work began; null when that is not told
     * @param ended when it ended; null when it has not
     * @param expires when it will be given up; null when that is not told
     * @param cancelled when it was asked to be given up; null when that is not told
     */
    public record Times(
            @Nullable Instant created,
            @Nullable Instant started,
            @Nullable Instant ended,
            @Nullable Instant expires,
            @Nullable Instant cancelled) {}

    /** How many lines there are, were answered, and were not. */
    public record Counts(long total, long completed, long failed) {}

    /**
     * Some of the jobs of a place.
     *
     * @param next asks for the following page; null when there is none
     */
    public record Page(List<BatchJob> jobs, @Nullable String next) {

        public Page {
            jobs = List.copyOf(jobs);
        }
    }

    /** The name without what all names begin with; null when it does not begin so. */
    public static @Nullable String ownName(@Nullable String told) {
        return told != null && told.startsWith(PREFIX) ? told.substring(PREFIX.length()) : null;
    }

    /** A time in the form that vendors write; null for none, or one that cannot be read. */
    public static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : java.time.OffsetDateTime.parse(text).toInstant();
        } catch (java.time.format.DateTimeParseException other) {
            return null;
        }
    }
}
