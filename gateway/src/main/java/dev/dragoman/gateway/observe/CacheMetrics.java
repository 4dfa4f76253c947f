package dev.dragoman.gateway.observe;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.routing.Deployment;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Tells Prometheus what the cache of answers does.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/prometheus">LiteLLM: Prometheus metrics</a>
 */
public final class CacheMetrics {

    private final Metrics metrics;
    private final Counter hits;
    private final Counter misses;
    private final Counter tokens;
    private final Counter failures;

    /** The cache's part of the metrics; there can be only one. */
    public CacheMetrics(Metrics metrics) {
        this.metrics = metrics;
        this.hits = counter("litellm_cache_hits_metric", "Answers taken from the cache");
        this.misses = counter("litellm_cache_misses_metric", "Answers that the cache did not have");
        this.tokens = counter("litellm_cached_tokens_metric", "Tokens of answers from the cache");
        this.failures = metrics.counter(
                "dragoman_cache_failures", "What the cache of answers did not do as asked", "type", "operation");
    }

    /** A cache had the answer. */
    public void hit(Call call, Deployment deployment, long tokensOfAnswer) {
        hits.labelValues(labels(call, deployment)).inc();
        if (tokensOfAnswer > 0) {
            tokens.labelValues(labels(call, deployment)).inc(tokensOfAnswer);
        }
    }

    /** A cache was asked and did not have the answer. */
    public void miss(Call call, Deployment deployment) {
        misses.labelValues(labels(call, deployment)).inc();
    }

    /** A cache did not do what it was asked to. */
    public void failed(String type, String operation) {
        failures.labelValues(type, operation).inc();
    }

    /** Tells at every look whether a cache works. */
    public void state(String type, BooleanSupplier working) {
        metrics.watched(
                "dragoman_cache_up",
                "Whether the cache of answers can be used",
                List.of("type"),
                gauge -> gauge.call(working.getAsBoolean() ? 1 : 0, type));
    }

    private static String[] labels(Call call, Deployment deployment) {
        return new String[] {
            deployment.target().model(),
            call.caller().keyHash(),
            call.caller().alias(),
            Metrics.NONE,
            Metrics.NONE,
            Metrics.NONE,
            Metrics.NONE,
            deployment.id()
        };
    }

    private Counter counter(String name, String help) {
        return metrics.counter(
                name,
                help,
                "model",
                "hashed_api_key",
                "api_key_alias",
                "team",
                "team_alias",
                "end_user",
                "user",
                "model_id");
    }
}
