package dev.dragoman.gateway.config;

import dev.dragoman.catalog.Adjustment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where prices come from beside the catalogue, and what is done to them.
 *
 * @param mapUrl address of a price map in LiteLLM's format; null for none
 * @param file price map of the operator's own, which counts before all others; null for none
 * @param reload how often both are read anew; zero for never by itself
 * @param adjustments discount and margin by provider
 * @param usual discount and margin of all other providers
 */
public record PriceSettings(
        @Nullable String mapUrl,
        @Nullable Path file,
        Duration reload,
        Map<String, Adjustment> adjustments,
        Adjustment usual) {

    /** The catalogue alone, at its prices. */
    public static final PriceSettings DEFAULTS =
            new PriceSettings(null, null, Duration.ZERO, Map.of(), Adjustment.NONE);

    public PriceSettings {
        adjustments = Map.copyOf(adjustments);
    }

    /** Discount and margin of a provider. */
    public Adjustment adjustment(String provider) {
        return adjustments.getOrDefault(provider, usual);
    }

    /** Whether there are prices to be read. */
    public boolean hasSource() {
        return mapUrl != null || file != null;
    }
}
