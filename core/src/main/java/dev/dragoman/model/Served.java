package dev.dragoman.model;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer tells beside its tokens, as far as its price depends on it.
 *
 * @param model who answered, as the vendor names it; null when it does not say
 * @param tier the class of service; null when not said
 * @param searchContext how much of the web's pages a search read: {@code low}, {@code medium} or {@code high}; null when not said
 * @param imageSize such as {@code 1024x1024}, of images that were made; null when not said
 * @param imageQuality the vendor's word; null when not said
 * @param counts what the vendor's own tools did, and what else was made
 */
public record Served(
        @Nullable String model,
        @Nullable String tier,
        @Nullable String searchContext,
        @Nullable String imageSize,
        @Nullable String imageQuality,
        Map<Meter, BigDecimal> counts) {

    /** Nothing told. */
    public static final Served UNSAID = new Served(null, null, null, null, null, Map.of());

    public Served {
        counts = Map.copyOf(counts);
    }

    /** That model; nothing when it has no name. */
    public static Served by(@Nullable String model) {
        return model == null || model.isEmpty() ? UNSAID : new Served(model, null, null, null, null, Map.of());
    }

    /** The same with so many more of one thing; nothing changes when there are none. */
    public Served with(Meter meter, long count) {
        return count <= 0 ? this : counting(put(counts, meter, BigDecimal.valueOf(count)));
    }

    /** The same in that class of service; null leaves it as it is. */
    public Served as(@Nullable String other) {
        return other == null || other.equals(tier)
                ? this
                : new Served(model, other, searchContext, imageSize, imageQuality, counts);
    }

    /** The same where a search read so much; null leaves it as it is. */
    public Served reading(@Nullable String context) {
        return context == null ? this : new Served(model, tier, context, imageSize, imageQuality, counts);
    }

    /** The same with images of that size and quality; null for what is not said. */
    public Served drawn(@Nullable String size, @Nullable String quality) {
        return size == null && quality == null ? this : new Served(model, tier, searchContext, size, quality, counts);
    }

    /** This completed and overridden by what is told later of the same answer. */
    public Served updatedBy(Served later) {
        if (later.equals(UNSAID) || equals(UNSAID)) {
            return equals(UNSAID) ? later : this;
        }
        Map<Meter, BigDecimal> all = counts;
        for (Map.Entry<Meter, BigDecimal> count : later.counts.entrySet()) {
            all = put(all, count.getKey(), count.getValue());
        }
        return new Served(
                later(model, later.model),
                later(tier, later.tier),
                later(searchContext, later.searchContext),
                later(imageSize, later.imageSize),
                later(imageQuality, later.imageQuality),
                all);
    }

    private Served counting(Map<Meter, BigDecimal> others) {
        return new Served(model, tier, searchContext, imageSize, imageQuality, others);
    }

    private static @Nullable String later(@Nullable String before, @Nullable String after) {
        return after == null ? before : after;
    }

    private static Map<Meter, BigDecimal> put(Map<Meter, BigDecimal> counts, Meter meter, BigDecimal count) {
        Map<Meter, BigDecimal> more = new EnumMap<>(Meter.class);
        more.putAll(counts);
        more.put(meter, count);
        return more;
    }
}
