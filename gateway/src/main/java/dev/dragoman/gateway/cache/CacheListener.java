package dev.dragoman.gateway.cache;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Deployment;

/** Is told what a cache does. Must not block. */
public interface CacheListener {

    /**
     * An answer was taken from it.
     *
     * @param deployment who gave it the first time
     * @param usage what it consumed then
     */
    void hit(Call call, Deployment deployment, Usage usage);

    /** It did not have the answer, which a deployment gave. */
    void miss(Call call, Deployment deployment);

    /**
     * It did not do what it was asked to.
     *
     * @param operation {@code read}, {@code write} or {@code embed}
     */
    void failed(String operation);
}
