package dev.dragoman.model;

import org.jspecify.annotations.Nullable;

/**
 * How much a model should think before it answers.
 *
 * @param mode whether and how it thinks; null when only an effort was given
 * @param effort {@code none}, {@code minimal}, {@code low}, {@code medium}, {@code high}, {@code xhigh} or {@code max};
 *     null when not said
 * @param budgetTokens the most tokens to think with; null when not said
 * @param display how thoughts are shown: {@code summarized} or {@code omitted}; null for the vendor's default
 */
public record Reasoning(
        @Nullable Mode mode,
        @Nullable String effort,
        @Nullable Long budgetTokens,
        @Nullable String display) {

    /** Ways to think. */
    public enum Mode {
        ENABLED,
        ADAPTIVE,
        DISABLED,
        BETWEEN_TOOLS
    }

    /** An effort only. */
    public static Reasoning effort(String effort) {
        return new Reasoning(null, effort, null, null);
    }
}
