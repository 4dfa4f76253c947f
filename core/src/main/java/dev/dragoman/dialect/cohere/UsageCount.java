package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of an answer: what went through the model counts. What is paid for, which is less, is kept beside it; where the
 * vendor tells only that, it counts.
 */
final class UsageCount {

    private static final String BILLED = "billed_units";
    private static final String INPUT = "input_tokens";
    private static final String OUTPUT = "output_tokens";
    private static final Set<String> COUNTED = Set.of("tokens", "cached_tokens");

    private UsageCount() {}

    static Usage read(@Nullable Field usage) {
        if (usage == null) {
            return Usage.NONE;
        }
        Field tokens = usage.member("tokens");
        Field counted = tokens == null ? usage.member(BILLED) : tokens;
        return new Usage(
                counted == null ? null : counted.integer(INPUT),
                counted == null ? null : counted.integer(OUTPUT),
                null,
                usage.integer("cached_tokens"),
                null,
                null,
                null,
                null,
                null,
                usage.others(COUNTED));
    }

    static JsonObject write(Usage usage) {
        JsonObject counts = JsonObject.builder()
                .putIfPresent(INPUT, usage.inputTokens())
                .putIfPresent(OUTPUT, usage.outputTokens())
                .build();
        JsonObject billed = usage.extras().object(BILLED);
        JsonObject.Builder out = JsonObject.builder();
        out.put(BILLED, billed == null ? counts : billed).put("tokens", counts);
        return out.putIfPresent("cached_tokens", usage.cachedTokens()).build();
    }
}
