package dev.dragoman.routing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long to wait before the same deployment is asked again. */
final class Backoff {

    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final long JITTER_NANOS = TimeUnit.MILLISECONDS.toNanos(750);
    // A longer wait is the client's to decide on: it gets the failure with the vendor's Retry-After.
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(10);

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait in nanoseconds; negative when the vendor asks for a longer one than the gateway should sit out. */
    long nanos(int failedBefore, @Nullable Duration retryAfter) {
        if (retryAfter != null && retryAfter.isPositive()) {
            return retryAfter.compareTo(LONGEST_RETRY_AFTER) > 0 ? -1 : retryAfter.toNanos();
        }
        long doubled = FIRST_NANOS << Math.min(failedBefore, 10);
        return Math.min(doubled, LONGEST_NANOS) + random.nextLong(JITTER_NANOS);
    }
}
