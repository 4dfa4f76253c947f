package dev.dragoman.model;

import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
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

    private static final String PROMPT = "prompt_tokens_details";
    private static final String COMPLETION = "completion_tokens_details";
    private static final int MAX_DIGITS = 40;

    public Metering {
        counts = Map.copyOf(counts);
    }

    /** What the usage of a call tells by itself, also in the words of vendors that only extras hold. */
    public static Metering of(Usage usage) {
        JsonObject extras = usage.extras();
        if (extras.isEmpty()) {
            return new Metering(usage, Map.of(), Terms.ofTier(usage.serviceTier()), null);
        }
        return new Metering(usage, counts(extras), terms(usage, extras), vendorCost(extras.get("cost")));
    }

    private static Map<Meter, BigDecimal> counts(JsonObject extras) {
        Map<Meter, BigDecimal> counts = Map.of();
        JsonObject prompt = extras.object(PROMPT);
        if (prompt != null) {
            counts = put(counts, Meter.INPUT_IMAGE_TOKENS, prompt.get("image_tokens"));
            counts = put(counts, Meter.WEB_SEARCHES, prompt.get("web_search_requests"));
            counts = put(counts, Meter.INPUT_CHARACTERS, prompt.get("character_count"));
            JsonObject cached = prompt.object("cached_tokens_details");
            counts = put(counts, Meter.CACHED_AUDIO_TOKENS, member(cached, "audio_tokens"));
        }
        JsonObject completion = extras.object(COMPLETION);
        if (completion != null) {
            counts = put(counts, Meter.OUTPUT_IMAGE_TOKENS, completion.get("image_tokens"));
            counts = put(counts, Meter.OUTPUT_VIDEO_TOKENS, completion.get("video_tokens"));
        }
        JsonObject tools = extras.object("server_tool_use");
        counts = put(counts, Meter.WEB_SEARCHES, member(tools, "web_search_requests"));
        counts = put(counts, Meter.WEB_SEARCHES, extras.get("num_search_queries"));
        counts = put(counts, Meter.QUERIES, extras.get("search_units"));
        if ("duration".equals(extras.string("type"))) {
            counts = put(counts, Meter.INPUT_AUDIO_SECONDS, extras.get("seconds"));
        }
        counts = put(counts, Meter.CITATION_TOKENS, extras.get("citation_tokens"));
        return put(counts, Meter.SEPARATE_REASONING_TOKENS, extras.get("reasoning_tokens"));
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

    private static Terms terms(Usage usage, JsonObject extras) {
        String tier = usage.serviceTier() == null ? extras.string("service_tier") : usage.serviceTier();
        String speed = extras.string("speed");
        String geography = extras.string("inference_geo");
        String context = extras.string("search_context_size");
        boolean plain = speed == null && geography == null && context == null;
        return plain ? Terms.ofTier(tier) : new Terms(tier, speed, geography, context, null, false);
    }

    private static @Nullable BigDecimal vendorCost(@Nullable JsonValue cost) {
        return cost instanceof JsonObject parts ? number(parts.get("total_cost")) : number(cost);
    }

    private static @Nullable JsonValue member(@Nullable JsonObject object, String name) {
        return object == null ? null : object.get(name);
    }

    /** Most calls count nothing but tokens of text, and need no map. */
    private static Map<Meter, BigDecimal> put(Map<Meter, BigDecimal> counts, Meter meter, @Nullable JsonValue value) {
        BigDecimal number = number(value);
        if (number == null || number.signum() <= 0) {
            return counts;
        }
        Map<Meter, BigDecimal> more = new EnumMap<>(Meter.class);
        more.putAll(counts);
        more.merge(meter, number, BigDecimal::max);
        return more;
    }

    /** Null also for what no vendor would mean: such a number would take long to reckon with. */
    private static @Nullable BigDecimal number(@Nullable JsonValue value) {
        if (!(value instanceof JsonNumber number) || number.literal().length() > MAX_DIGITS) {
            return null;
        }
        BigDecimal exact = new BigDecimal(number.literal());
        return exact.precision() - exact.scale() > MAX_DIGITS || exact.scale() > MAX_DIGITS ? null : exact;
    }
}
