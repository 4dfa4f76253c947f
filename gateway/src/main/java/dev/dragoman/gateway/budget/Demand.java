package dev.dragoman.gateway.budget;

import org.jspecify.annotations.Nullable;

/**
 * How much a call can consume.
 *
 * @param inputTokens the most that its request can take; null when the request refers to what is not in it, so that only the model's
 *     own limit is known
 * @param outputTokens the most that one of its answers can take; null when only the model's own limit is known
 * @param answers how many answers it asks for
 * @param caches whether it may write to the vendor's cache
 */
public record Demand(@Nullable Long inputTokens, @Nullable Long outputTokens, long answers, boolean caches) {

    /** The same with shorter answers. */
    public Demand answering(long tokens) {
        return new Demand(inputTokens, tokens, answers, caches);
    }

    /** The same with an input that was counted. */
    Demand reading(long tokens) {
        return new Demand(inputTokens == null ? null : Math.min(inputTokens, tokens), outputTokens, answers, caches);
    }
}
