package dev.dragoman.routing.choice;

import java.time.Duration;

/**
 * How deployments are compared by their speed.
 *
 * @param ttl how long a sample counts
 * @param buffer how much slower than the fastest one may be to be chosen as well, as a part of its time
 * @param samples how many of the newest samples count
 */
public record PaceRules(Duration ttl, double buffer, int samples) {

    /** LiteLLM's defaults. */
    public static final PaceRules DEFAULTS = new PaceRules(Duration.ofHours(1), 0, 10);
}
