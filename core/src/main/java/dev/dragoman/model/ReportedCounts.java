package dev.dragoman.model;

import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts beside tokens of text among what a usage reports in its vendor's words. */
final class ReportedCounts {

    private static final String[] INPUT = {"prompt_tokens_details", "input_tokens_details"};
    private static final String[] OUTPUT = {"completion_tokens_details", "output_tokens_details"};
    private static final int MAX_DIGITS = 40;

    /** How many decimals of a dollar xAI's ticks are. */
    private static final int TICK_DIGITS = 10;

    private final Map<Meter, BigDecimal> counts = new EnumMap<>(Meter.class);

    private ReportedCounts(Map<Meter, BigDecimal> further) {
        counts.putAll(further);
    }

    /**
     * All counts of a usage.
     *
     * @param further those that the answer tells beside it; of what both tell the larger number counts
     */
    static Map<Meter, BigDecimal> of(JsonObject extras, Map<Meter, BigDecimal> further) {
        ReportedCounts read = new ReportedCounts(further);
        for (String name : INPUT) {
            read.input(extras.object(name));
        }
        for (String name : OUTPUT) {
            read.output(extras.object(name));
        }
        read.searches(extras);
        read.put(Meter.QUERIES, extras.get("search_units"));
        if ("duration".equals(extras.string("type"))) {
            read.put(Meter.INPUT_AUDIO_SECONDS, extras.get("seconds"));
        }
        read.put(Meter.CITATION_TOKENS, extras.get("citation_tokens"));
        read.put(Meter.SEPARATE_REASONING_TOKENS, extras.get("reasoning_tokens"));
        return read.counts;
    }

    /**
     * US dollars that the vendor says it charged; null when it does not say.
     *
     * @see <a href="https://docs.x.ai/developers/cost-tracking">xAI: ticks of 1e-10 US dollars</a>
     */
    static @Nullable BigDecimal cost(JsonObject extras) {
        BigDecimal ticks = number(extras.get("cost_in_usd_ticks"));
        if (ticks != null) {
            return ticks.movePointLeft(TICK_DIGITS);
        }
        JsonValue cost = extras.get("cost");
        return cost instanceof JsonObject parts ? number(parts.get("total_cost")) : number(cost);
    }

    private void input(@Nullable JsonObject details) {
        if (details != null) {
            put(Meter.INPUT_IMAGE_TOKENS, details.get("image_tokens"));
            put(Meter.WEB_SEARCHES, details.get("web_search_requests"));
            put(Meter.INPUT_CHARACTERS, details.get("character_count"));
            put(Meter.CACHED_AUDIO_TOKENS, member(details.object("cached_tokens_details"), "audio_tokens"));
        }
    }

    private void output(@Nullable JsonObject details) {
        if (details != null) {
            put(Meter.OUTPUT_IMAGE_TOKENS, details.get("image_tokens"));
            put(Meter.OUTPUT_VIDEO_TOKENS, details.get("video_tokens"));
        }
    }

    /** Searches in the words of Anthropic, Perplexity and xAI. */
    private void searches(JsonObject extras) {
        put(Meter.WEB_SEARCHES, member(extras.object("server_tool_use"), "web_search_requests"));
        put(Meter.WEB_SEARCHES, extras.get("num_search_queries"));
        JsonObject tools = extras.object("server_side_tool_usage_details");
        if (tools != null) {
            BigDecimal web = number(tools.get("web_search_calls"));
            BigDecimal posts = number(tools.get("x_search_calls"));
            put(Meter.WEB_SEARCHES, web == null ? posts : posts == null ? web : web.add(posts));
        }
        put(Meter.WEB_SOURCES, extras.get("num_sources_used"));
    }

    private static @Nullable JsonValue member(@Nullable JsonObject object, String name) {
        return object == null ? null : object.get(name);
    }

    private void put(Meter meter, @Nullable JsonValue value) {
        put(meter, number(value));
    }

    private void put(Meter meter, @Nullable BigDecimal number) {
        if (number == null || number.signum() <= 0) {
            return;
        }
        counts.merge(meter, number, BigDecimal::max);
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
