package dev.dragoman.gateway.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code router_settings}.
 *
 * @param strategy how a deployment is chosen
 * @param retries further attempts; null when not set here
 * @param retryAfter the shortest wait before a further attempt
 * @param timeout limit of one attempt; null when not set here
 * @param streamTimeout limit to the first event of a stream; null when not set here
 * @param aliases other public names of groups, in the order of the file
 * @param choosing how one is chosen, beside the strategy
 * @param checks what deployments are left out for
 * @param shared where instances share what they know of deployments; null when they do not
 * @param resilience what happens when deployments and groups fail
 */
public record RouterSettings(
        RoutingStrategy strategy,
        @Nullable Integer retries,
        Duration retryAfter,
        @Nullable Duration timeout,
        @Nullable Duration streamTimeout,
        Map<String, Alias> aliases,
        Choosing choosing,
        RouteChecks checks,
        @Nullable RedisSettings shared,
        Resilience resilience) {

    /** Nothing set. */
    public static final RouterSettings DEFAULTS = new RouterSettings(
            RoutingStrategy.SIMPLE_SHUFFLE,
            null,
            Duration.ZERO,
            null,
            null,
            Map.of(),
            Choosing.DEFAULTS,
            RouteChecks.NONE,
            null,
            Resilience.DEFAULTS);

    public RouterSettings {
        aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
    }

    /**
     * Another name of a group.
     *
     * @param model the group's own name
     * @param hidden whether {@code /models} leaves it out
     */
    public record Alias(String model, boolean hidden) {}

    static RouterSettings of(
            SectionValues values,
            Map<String, Alias> aliases,
            Choosing choosing,
            RouteChecks checks,
            @Nullable RedisSettings shared,
            Resilience resilience) {
        String strategy = values.text("routing_strategy");
        return new RouterSettings(
                strategy == null ? DEFAULTS.strategy : RoutingStrategy.of(strategy),
                values.count("num_retries"),
                values.span("retry_after", DEFAULTS.retryAfter),
                values.limit("timeout"),
                values.limit("stream_timeout"),
                aliases,
                choosing,
                checks,
                shared,
                resilience);
    }
}
