package dev.dragoman.gateway.config;

import java.util.Locale;

/** Ways to choose among the deployments of a group. */
public enum RoutingStrategy {
    SIMPLE_SHUFFLE,
    LEAST_BUSY,
    USAGE_BASED_ROUTING,
    USAGE_BASED_ROUTING_V2,
    LATENCY_BASED_ROUTING,
    COST_BASED_ROUTING;

    /** The strategy of that name in a file, such as {@code least-busy}. */
    static RoutingStrategy of(String name) {
        return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
