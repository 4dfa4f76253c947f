package dev.dragoman.gateway.call;

import org.jspecify.annotations.Nullable;

/**
 * How much somebody may ask.
 *
 * @param descriptor what is limited: {@code api_key}, {@code user}, {@code team}, {@code model_per_key} and so on
 * @param value which one of them; of a key its hash
 * @param requests the most requests in a window; null for any number
 * @param tokens the most tokens in a window; null for any number
 * @param parallel the most calls at once; null for any number
 */
public record Limit(
        String descriptor,
        String value,
        @Nullable Long requests,
        @Nullable Long tokens,
        @Nullable Integer parallel) {}
