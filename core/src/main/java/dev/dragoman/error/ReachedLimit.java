package dev.dragoman.error;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A limit of the caller that was reached.
 *
 * @param counted what is counted: {@code requests}, {@code tokens} or {@code max_parallel_requests}
 * @param resetsAt when there may be room again
 */
public record ReachedLimit(String counted, Instant resetsAt) {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** When there may be room again, to the second. */
    public String resetText() {
        return SECONDS.format(resetsAt);
    }
}
