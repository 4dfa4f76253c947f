package dev.dragoman.gateway.limit;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.ReachedLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Words refusals as LiteLLM's clients expect them. */
final class Refusals {

    private final InstantSource clock;

    Refusals(InstantSource clock) {
        this.clock = clock;
    }

    /** The refusal of a call that does not fit into a limit. */
    RateLimitException of(Shortage shortage) {
        Duration wait = Duration.ofNanos(Math.max(1, shortage.nanos()));
        Instant reset = clock.instant().plus(wait).plusMillis(999);
        ReachedLimit reached = new ReachedLimit(shortage.counted().title(), reset);
        String message = "Rate limit exceeded for " + shortage.limit().descriptor() + ": "
                + shortage.limit().value() + ". Limit type: " + reached.counted() + ". Current limit: "
                + shortage.allowed() + ", Remaining: " + shortage.remaining() + ". Limit resets at: "
                + reached.resetText();
        return new RateLimitException(ErrorDetail.of(message)
                .withType("rate_limit_error")
                .withCode("429")
                .withRetryAfter(wait)
                .withLimit(reached));
    }
}
