package dev.dragoman.gateway.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code router_settings}: the choice among deployments.
 *
 * @param strategy how a deployment is chosen
 * @param timeout how long one attempt may take; null when not set
 * @param streamTimeout how long a stream may take to its first event; null when not set
 * @param numRetries further attempts after a failure; null when not set
 * @param retryAfter the shortest wait before a further attempt
 * @param aliases other names of model groups, in the order of the file
 */
public record RouterSettings(
        Strategy strategy,
        @Nullable Duration timeout,
        @Nullable Duration streamTimeout,
        @Nullable Integer numRetries,
        Duration retryAfter,
        Map<String, GroupAlias> aliases) {

    /** Weighted chance, no limits, no aliases. */
    public static final RouterSettings DEFAULTS =
            new RouterSettings(Strategy.SIMPLE_SHUFFLE, null, null, null, Duration.ZERO, Map.of());

    public RouterSettings {
        aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
    }

    /** Ways to choose a deployment. */
    public enum Strategy {
        SIMPLE_SHUFFLE("simple-shuffle"),
        LEAST_BUSY("least-busy"),
        USAGE_BASED_ROUTING("usage-based-routing"),
        USAGE_BASED_ROUTING_V2("usage-based-routing-v2"),
        LATENCY_BASED_ROUTING("latency-based-routing"),
        COST_BASED_ROUTING("cost-based-routing");

        private final String text;

        Strategy(String text) {
            this.text = text;
        }

        /** The name in the file. */
        public String text() {
            return text;
        }

        static Strategy of(String text) {
            for (Strategy strategy : values()) {
                if (strategy.text.equals(text)) {
                    return strategy;
                }
            }
            throw new IllegalArgumentException(text + ": expected a routing strategy");
        }
    }

    /**
     * Another name of a model group.
     *
     * @param model the group's name
     * @param hidden whether lists of models leave it out
     */
    public record GroupAlias(String model, boolean hidden) {}

    static RouterSettings of(SectionValues values, Map<String, GroupAlias> aliases) {
        Long retries = values.whole("num_retries");
        return new RouterSettings(
                Strategy.of(values.text("routing_strategy", DEFAULTS.strategy.text)),
                values.limit("timeout"),
                values.limit("stream_timeout"),
                retries == null ? null : retries.intValue(),
                values.span("retry_after", DEFAULTS.retryAfter),
                aliases);
    }
}
