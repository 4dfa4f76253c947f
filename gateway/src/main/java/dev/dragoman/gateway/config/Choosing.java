package dev.dragoman.gateway.config;

import dev.dragoman.routing.choice.PaceRules;
import org.jspecify.annotations.Nullable;

/**
 * How one of several deployments is chosen, beside the strategy.
 *
 * @param pace how they are compared by their speed
 * @param parallel how many calls one answers at once when its entry does not tell; null for any number
 * @param priority of calls that name none, lower ones first
 */
public record Choosing(PaceRules pace, @Nullable Integer parallel, int priority) {

    /** LiteLLM's defaults. */
    public static final Choosing DEFAULTS = new Choosing(PaceRules.DEFAULTS, null, 0);
}
