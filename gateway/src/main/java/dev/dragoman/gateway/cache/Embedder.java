package dev.dragoman.gateway.cache;

import dev.dragoman.gateway.call.Call;

/** Turns texts into vectors, by a model of the gateway. */
@FunctionalInterface
public interface Embedder {

    /**
     * The vector of a text.
     *
     * @param call on whose behalf it is asked for
     * @param model the public name of the embedding model
     * @throws dev.dragoman.error.LlmException when there is none
     */
    float[] vector(Call call, String model, String text);
}
