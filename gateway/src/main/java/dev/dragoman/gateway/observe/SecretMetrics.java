package dev.dragoman.gateway.observe;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Tells Prometheus how often the place of secrets did not do as asked. */
public final class SecretMetrics {

    private final Metrics metrics;

    /** The place's part of the metrics; there can be only one. */
    public SecretMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Tells at every look what was counted, by the name of what was asked. */
    public void watch(Map<String, LongSupplier> counts) {
        metrics.watched(
                "dragoman_secret_failures",
                "What the place of secrets did not do since the start: look-ups, attempts to write, and copies of keys that were"
                        + " given up",
                List.of("operation"),
                gauge -> counts.forEach((operation, count) -> gauge.call((double) count.getAsLong(), operation)));
    }
}
