package dev.dragoman.model;

import dev.dragoman.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that a call consumed. Null means that the vendor did not say.
 *
 * @param inputTokens all tokens of the prompt, those read from and written to a cache included
 * @param outputTokens all tokens of the answer, reasoning included
 * @param totalTokens the vendor's own total; null for the sum
 * @param cachedTokens prompt tokens read from a cache
 * @param cacheWriteTokens prompt tokens written to a cache, over all lifetimes
 * @param cacheWrite1hTokens the part of them written for an hour
 * @param reasoningTokens answer tokens spent on reasoning
 * @param audioInputTokens prompt tokens that are audio
 * @param audioOutputTokens answer tokens that are audio
 * @param extras everything else that the vendor reported, in its own words
 * @param served what the answer tells beside its tokens
 */
public record Usage(
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Long totalTokens,
        @Nullable Long cachedTokens,
        @Nullable Long cacheWriteTokens,
        @Nullable Long cacheWrite1hTokens,
        @Nullable Long reasoningTokens,
        @Nullable Long audioInputTokens,
        @Nullable Long audioOutputTokens,
        JsonObject extras,
        Served served) {

    /** Nothing reported. */
    public static final Usage NONE = new Usage(null, null, null, null, null, null, null, null, null, JsonObject.EMPTY);

    public Usage(
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable Long totalTokens,
            @Nullable Long cachedTokens,
            @Nullable Long cacheWriteTokens,
            @Nullable Long cacheWrite1hTokens,
            @Nullable Long reasoningTokens,
            @Nullable Long audioInputTokens,
            @Nullable Long audioOutputTokens,
            JsonObject extras) {
        this(
                inputTokens,
                outputTokens,
                totalTokens,
                cachedTokens,
                cacheWriteTokens,
                cacheWrite1hTokens,
                reasoningTokens,
                audioInputTokens,
                audioOutputTokens,
                extras,
                Served.UNSAID);
    }

    /** Prompt and answer tokens only. */
    public static Usage of(long inputTokens, long outputTokens) {
        return new Usage(inputTokens, outputTokens, null, null, null, null, null, null, null, JsonObject.EMPTY);
    }

    /** The vendor's total, else the sum of what is known. */
    public long total() {
        return totalTokens != null ? totalTokens : orZero(inputTokens) + orZero(outputTokens);
    }

    /** This usage completed and overridden by what a later report of the same call says. */
    public Usage updatedBy(Usage later) {
        return new Usage(
                later(inputTokens, later.inputTokens),
                later(outputTokens, later.outputTokens),
                later(totalTokens, later.totalTokens),
                later(cachedTokens, later.cachedTokens),
                later(cacheWriteTokens, later.cacheWriteTokens),
                later(cacheWrite1hTokens, later.cacheWrite1hTokens),
                later(reasoningTokens, later.reasoningTokens),
                later(audioInputTokens, later.audioInputTokens),
                later(audioOutputTokens, later.audioOutputTokens),
                extras.merged(later.extras),
                served.updatedBy(later.served));
    }

    /** The class of service that was used; null when not said. */
    public @Nullable String serviceTier() {
        return served.tier();
    }

    /** The same in that class of service; null leaves it as it is. */
    public Usage servedAs(@Nullable String tier) {
        return tier == null ? this : serving(Served.UNSAID.as(tier));
    }

    /** The same with what the answer tells beside it. */
    public Usage serving(Served told) {
        if (told.equals(Served.UNSAID)) {
            return this;
        }
        return new Usage(
                inputTokens,
                outputTokens,
                totalTokens,
                cachedTokens,
                cacheWriteTokens,
                cacheWrite1hTokens,
                reasoningTokens,
                audioInputTokens,
                audioOutputTokens,
                extras,
                served.updatedBy(told));
    }

    private static @Nullable Long later(@Nullable Long before, @Nullable Long after) {
        return after != null ? after : before;
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
