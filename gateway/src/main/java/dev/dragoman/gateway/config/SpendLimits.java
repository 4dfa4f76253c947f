package dev.dragoman.gateway.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Budgets that decide who is asked.
 *
 * @param providers by the provider's name
 * @param tags by tag
 */
public record SpendLimits(Map<String, SpendLimit> providers, Map<String, SpendLimit> tags) {

    /** None. */
    public static final SpendLimits NONE = new SpendLimits(Map.of(), Map.of());

    public SpendLimits {
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
