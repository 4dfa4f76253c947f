package dev.dragoman.gateway.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger keeps of calls.
 *
 * @param rows whether single calls are kept; totals are in any case
 * @param failures whether calls that failed are kept
 * @param endUsers whether end users are charged
 * @param userHeaders header fields that name the end user, in lower case, the first that is there counts
 * @param oldUserHeader a header field that names the end user when no other does; null for none
 * @param tagHeaders header fields whose values are tags
 * @param agentTags whether the client's program is a tag
 * @param texts what is kept of questions and answers
 * @param retention when rows are deleted
 */
public record SpendSettings(
        boolean rows,
        boolean failures,
        boolean endUsers,
        List<String> userHeaders,
        @Nullable String oldUserHeader,
        List<String> tagHeaders,
        boolean agentTags,
        Texts texts,
        Retention retention) {

    /** Rows of everything, for ever, and no texts. */
    public static final SpendSettings DEFAULTS = new SpendSettings(
            true,
            true,
            true,
            List.of(),
            null,
            List.of(),
            true,
            new Texts(false, 2_048),
            new Retention(null, Duration.ofDays(1), null));

    public SpendSettings {
        userHeaders = List.copyOf(userHeaders);
        tagHeaders = List.copyOf(tagHeaders);
    }

    /**
     * What is kept of questions and answers.
     *
     * @param kept whether anything is
     * @param longest letters of a text that is kept whole
     */
    public record Texts(boolean kept, int longest) {}

    /**
     * When rows are deleted.
     *
     * @param period how long they are kept; null for ever
     * @param interval how often older ones are deleted
     * @param schedule when they are deleted instead; null for the interval
     */
    public record Retention(
            @Nullable Duration period,
            Duration interval,
            @Nullable CronSchedule schedule) {}
}
