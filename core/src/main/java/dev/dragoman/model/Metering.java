package dev.dragoman.model;

import dev.dragoman.json.JsonObject;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a call's price depends on.
 *
 * @param usage its tokens
 * @param counts what else was consumed; what is absent was not
 * @param terms how it was served
 * @param vendorCost US dollars that the vendor itself says it charged; null when it does not say
 */
public record Metering(
        Usage usage,
        Map<Meter, BigDecimal> counts,
        Terms terms,
        @Nullable BigDecimal vendorCost) {

    public Metering {
        counts = Map.copyOf(counts);
    }

    /** What the usage of a call tells by itself, also in the words of vendors that only extras hold. */
    public static Metering of(Usage usage) {
        JsonObject extras = usage.extras();
        Served served = usage.served();
        if (extras.isEmpty()) {
            return new Metering(usage, served.counts(), terms(served, null, null, served.searchContext()), null);
        }
        return new Metering(
                usage, ReportedCounts.of(extras, served.counts()), terms(served, extras), ReportedCounts.cost(extras));
    }

    /** The same with one count more. */
    public Metering with(Meter meter, BigDecimal count) {
        Map<Meter, BigDecimal> more = new EnumMap<>(Meter.class);
        more.putAll(counts);
        more.put(meter, count);
        return new Metering(usage, more, terms, vendorCost);
    }

    /** The same with one count more. */
    public Metering with(Meter meter, long count) {
        return with(meter, BigDecimal.valueOf(count));
    }

    /** The same on other terms. */
    public Metering on(Terms other) {
        return new Metering(usage, counts, other, vendorCost);
    }

    /** How much of it was consumed; zero when nothing. */
    public BigDecimal count(Meter meter) {
        BigDecimal count = counts.get(meter);
        return count == null ? BigDecimal.ZERO : count;
    }

    /** How much of it was consumed, in whole units. */
    public long whole(Meter meter) {
        BigDecimal count = counts.isEmpty() ? null : counts.get(meter);
        if (count == null) {
            return 0;
        }
        return count.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : count.longValue();
    }

    private static Terms terms(Served served, JsonObject extras) {
        String context = extras.string("search_context_size");
        return terms(
                served.tier() == null ? served.as(extras.string("service_tier")) : served,
                extras.string("speed"),
                extras.string("inference_geo"),
                context == null ? served.searchContext() : context);
    }

    private static Terms terms(
            Served served, @Nullable String speed, @Nullable String geography, @Nullable String context) {
        boolean plain = speed == null && geography == null && context == null;
        return plain ? Terms.ofTier(served.tier()) : new Terms(served.tier(), speed, geography, context, null, false);
    }
}
