package dev.dragoman.gateway;

import dev.dragoman.gateway.cache.AnswerCache;
import dev.dragoman.gateway.cache.CacheListener;
import dev.dragoman.gateway.cache.Offers;
import dev.dragoman.gateway.cache.Places;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.gateway.config.ConfigException;
import dev.dragoman.gateway.config.Location;
import dev.dragoman.gateway.config.Problems;
import dev.dragoman.gateway.deployment.ModelTable;
import dev.dragoman.gateway.observe.CacheMetrics;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Deployment;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Opens the cache of the configuration, and tells the metrics what it does: neither room sees the other. */
record Caching(CacheMetrics metrics, String type) implements CacheListener {

    static AnswerCache open(
            CacheSettings settings,
            Places places,
            Supplier<ModelTable> models,
            CacheMetrics metrics,
            InstantSource clock) {
        AnswerCache cache = new AnswerCache(
                settings,
                opened(settings, places),
                new Offers(name -> models.get().find(name)),
                () -> models.get().settings().general().forwardClientHeaders(),
                new Caching(metrics, settings.place().type()),
                clock);
        metrics.state(cache.type(), () -> cache.trouble() == null);
        return cache;
    }

    private static Places.Opened opened(CacheSettings settings, Places places) {
        try {
            return places.open(settings.place());
        } catch (IllegalArgumentException wrong) {
            Problems problems = new Problems();
            problems.error(new Location("litellm_settings.cache_params", 0), String.valueOf(wrong.getMessage()));
            throw new ConfigException(problems.all());
        }
    }

    @Override
    public void hit(Call call, Deployment deployment, Usage usage) {
        metrics.hit(call, deployment, usage.total());
    }

    @Override
    public void miss(Call call, Deployment deployment) {
        metrics.miss(call, deployment);
    }

    @Override
    public void failed(String operation) {
        metrics.failed(type, operation);
    }
}
