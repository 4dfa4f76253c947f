package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Usage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of one answer. Here, unlike elsewhere, the tokens of the input do not include those read from and
 * written to a cache. Reports repeat totals: the latest of each counts. Not thread-safe.
 */
final class UsageCount {

    private static final Set<String> COUNTED = Set.of(
            "input_tokens",
            "output_tokens",
            "cache_creation_input_tokens",
            "cache_read_input_tokens",
            "cache_creation",
            "output_tokens_details");

    private @Nullable Long input;
    private @Nullable Long output;
    private @Nullable Long cacheRead;
    private @Nullable Long cacheWrite;
    private @Nullable Long cacheWrite1h;
    private @Nullable Long thinking;
    private JsonObject others = JsonObject.EMPTY;

    /** Takes a report in. */
    UsageCount add(Field usage) {
        input = later(input, usage.integer("input_tokens"));
        output = later(output, usage.integer("output_tokens"));
        cacheRead = later(cacheRead, usage.integer("cache_read_input_tokens"));
        cacheWrite = later(cacheWrite, usage.integer("cache_creation_input_tokens"));
        Field writes = usage.member("cache_creation");
        if (writes != null) {
            cacheWrites(writes.integer("ephemeral_5m_input_tokens"), writes.integer("ephemeral_1h_input_tokens"));
        }
        Field details = usage.member("output_tokens_details");
        thinking = later(thinking, details == null ? null : details.integer("thinking_tokens"));
        others = others.merged(usage.others(COUNTED));
        return this;
    }

    private void cacheWrites(@Nullable Long for5m, @Nullable Long for1h) {
        cacheWrite1h = later(cacheWrite1h, for1h);
        if (cacheWrite == null && (for5m != null || for1h != null)) {
            cacheWrite = orZero(for5m) + orZero(for1h);
        }
    }

    /** What was counted so far. */
    Usage total() {
        Long all = input == null && cacheRead == null && cacheWrite == null
                ? null
                : Long.valueOf(orZero(input) + orZero(cacheRead) + orZero(cacheWrite));
        return new Usage(all, output, null, cacheRead, cacheWrite, cacheWrite1h, thinking, null, null, others);
    }

    /** Writes the usage as an object. */
    static void write(JsonWriter out, Usage usage, @Nullable String serviceTier) {
        out.beginObject();
        input(out, usage);
        out.member("output_tokens", orZero(usage.outputTokens()));
        Long thinking = usage.reasoningTokens();
        if (thinking != null) {
            out.name("output_tokens_details").beginObject();
            out.member("thinking_tokens", thinking.longValue()).endObject();
        }
        others(out, usage.extras());
        if (serviceTier != null && !usage.extras().has("service_tier")) {
            out.member("service_tier", ServiceTiers.toReply(serviceTier));
        }
        out.endObject();
    }

    private static void input(JsonWriter out, Usage usage) {
        long read = orZero(usage.cachedTokens());
        long written = orZero(usage.cacheWriteTokens());
        out.member("input_tokens", Math.max(0, orZero(usage.inputTokens()) - read - written));
        out.member("cache_creation_input_tokens", written);
        out.member("cache_read_input_tokens", read);
        Long for1h = usage.cacheWrite1hTokens();
        if (for1h != null) {
            out.name("cache_creation").beginObject();
            out.member("ephemeral_5m_input_tokens", Math.max(0, written - for1h));
            out.member("ephemeral_1h_input_tokens", for1h.longValue()).endObject();
        }
    }

    private static void others(JsonWriter out, JsonObject extras) {
        extras.forEach((name, value) -> {
            if (!COUNTED.contains(name)) {
                out.member(name, value);
            }
        });
    }

    private static @Nullable Long later(@Nullable Long before, @Nullable Long after) {
        return after != null ? after : before;
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
