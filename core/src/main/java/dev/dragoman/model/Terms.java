package dev.dragoman.model;

import org.jspecify.annotations.Nullable;

/**
 * The terms on which a call was served, as far as they change its price.
 *
 * @param serviceTier the class of service in the vendor's word; null for the usual one
 * @param speed {@code fast} where a vendor sells speed; null for the usual one
 * @param geography where the model ran, when the caller asked for a place; null for anywhere
 * @param searchContext how much of the web's pages a search reads: {@code low}, {@code medium} or {@code high}; null for the
 *     usual
 * @param resolution of a video, such as {@code 1080p}; null for the usual one
 * @param batch whether it came in a batch
 */
public record Terms(
        @Nullable String serviceTier,
        @Nullable String speed,
        @Nullable String geography,
        @Nullable String searchContext,
        @Nullable String resolution,
        boolean batch) {

    /** As usual in every respect. */
    public static final Terms USUAL = new Terms(null, null, null, null, null, false);

    /** As usual, in this class of service. */
    public static Terms ofTier(@Nullable String serviceTier) {
        return serviceTier == null ? USUAL : new Terms(serviceTier, null, null, null, null, false);
    }

    /** These terms in a batch. */
    public Terms inBatch() {
        return new Terms(serviceTier, speed, geography, searchContext, resolution, true);
    }
}
