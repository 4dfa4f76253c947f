package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens of an answer. Here the tokens of the input do not include those read from and written to a cache. */
final class UsageCount {

    private static final Set<String> COUNTED = Set.of(
            "inputTokens",
            "outputTokens",
            "totalTokens",
            "cacheReadInputTokens",
            "cacheWriteInputTokens",
            "cacheReadInputTokenCount",
            "cacheWriteInputTokenCount",
            "cacheDetails");

    private UsageCount() {}

    static Usage read(@Nullable Field usage) {
        if (usage == null) {
            return Usage.NONE;
        }
        Long read = usage.integer("cacheReadInputTokens");
        Long written = usage.integer("cacheWriteInputTokens");
        Long input = usage.integer("inputTokens");
        Long all = input == null ? null : Long.valueOf(input + orZero(read) + orZero(written));
        return new Usage(
                all,
                usage.integer("outputTokens"),
                usage.integer("totalTokens"),
                read,
                written,
                writtenForAnHour(usage.member("cacheDetails")),
                null,
                null,
                null,
                usage.others(COUNTED));
    }

    private static @Nullable Long writtenForAnHour(@Nullable Field details) {
        if (details == null) {
            return null;
        }
        long hour = 0;
        for (Field detail : details.items()) {
            hour += "1h".equals(detail.string("ttl")) ? orZero(detail.integer("inputTokens")) : 0;
        }
        return hour;
    }

    static JsonObject write(Usage usage) {
        long read = orZero(usage.cachedTokens());
        long written = orZero(usage.cacheWriteTokens());
        JsonObject.Builder out = JsonObject.builder()
                .put("inputTokens", Math.max(0, orZero(usage.inputTokens()) - read - written))
                .put("outputTokens", orZero(usage.outputTokens()))
                .put("totalTokens", usage.total())
                .putIfPresent("cacheReadInputTokens", usage.cachedTokens())
                .putIfPresent("cacheWriteInputTokens", usage.cacheWriteTokens())
                .putIfPresent("cacheDetails", details(usage));
        return out.build();
    }

    private static @Nullable JsonArray details(Usage usage) {
        Long hour = usage.cacheWrite1hTokens();
        if (hour == null) {
            return null;
        }
        List<JsonValue> details = new ArrayList<>();
        details.add(detail("5m", Math.max(0, orZero(usage.cacheWriteTokens()) - hour)));
        details.add(detail("1h", hour));
        return new JsonArray(details);
    }

    private static JsonObject detail(String life, long tokens) {
        return JsonObject.builder().put("ttl", life).put("inputTokens", tokens).build();
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
