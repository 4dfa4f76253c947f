package dev.dragoman.gateway.config;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code router_settings}.
 *
 * @param retries further attempts; null when not set here
 * @param timeout limit of one attempt; null when not set here
 * @param streamTimeout limit to the first event of a stream; null when not set here
 * @param aliases other public names of groups
 */
public record RouterSettings(
        @Nullable Integer retries,
        @Nullable Duration timeout,
        @Nullable Duration streamTimeout,
        Map<String, Alias> aliases) {

    /** Nothing set. */
    public static final RouterSettings DEFAULTS = new RouterSettings(null, null, null, Map.of());

    public RouterSettings {
        aliases = Map.copyOf(aliases);
    }

    /**
     * Another name of a group.
     *
     * @param model the group's own name
     * @param hidden whether {@code /models} leaves it out
     */
    public record Alias(String model, boolean hidden) {}
}
