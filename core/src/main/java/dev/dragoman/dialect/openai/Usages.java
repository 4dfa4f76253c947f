package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Usage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Token counts in OpenAI's form; prompt tokens include cached ones, completion tokens include reasoning. */
final class Usages {

    private static final Set<String> KNOWN = Set.of(
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "prompt_tokens_details",
            "completion_tokens_details",
            "cache_creation_input_tokens",
            "cache_read_input_tokens");

    private static final String PROMPT = "prompt_tokens_details";
    private static final String COMPLETION = "completion_tokens_details";
    private static final Set<String> KNOWN_DETAILS = Set.of(
            "cached_tokens",
            "audio_tokens",
            "reasoning_tokens",
            "cache_creation_tokens",
            "cache_write_tokens",
            "cache_creation_token_details");

    private Usages() {}

    static Usage read(@Nullable Field usage) {
        if (usage == null) {
            return Usage.NONE;
        }
        JsonObject all = usage.object();
        JsonObject prompt = orEmpty(all.object("prompt_tokens_details"));
        JsonObject completion = orEmpty(all.object("completion_tokens_details"));
        return new Usage(
                all.integer("prompt_tokens"),
                all.integer("completion_tokens"),
                all.integer("total_tokens"),
                first(prompt.integer("cached_tokens"), all.integer("cache_read_input_tokens")),
                first(
                        first(prompt.integer("cache_creation_tokens"), prompt.integer("cache_write_tokens")),
                        all.integer("cache_creation_input_tokens")),
                hourly(prompt),
                completion.integer("reasoning_tokens"),
                prompt.integer("audio_tokens"),
                completion.integer("audio_tokens"),
                extras(all, prompt, completion));
    }

    private static @Nullable Long hourly(JsonObject prompt) {
        JsonObject details = prompt.object("cache_creation_token_details");
        return details == null ? null : details.integer("ephemeral_1h_input_tokens");
    }

    private static JsonObject extras(JsonObject all, JsonObject prompt, JsonObject completion) {
        JsonObject.Builder extras = JsonObject.builder();
        all.forEach((name, value) -> {
            if (!KNOWN.contains(name) && value != JsonNull.NULL) {
                extras.put(name, value);
            }
        });
        details(extras, PROMPT, prompt);
        details(extras, COMPLETION, completion);
        return extras.build();
    }

    /** Counts of kinds that no record knows, such as {@code text_tokens}. */
    private static void details(JsonObject.Builder extras, String name, JsonObject details) {
        JsonObject.Builder more = JsonObject.builder();
        details.forEach((kind, count) -> {
            if (!KNOWN_DETAILS.contains(kind) && count != JsonNull.NULL) {
                more.put(kind, count);
            }
        });
        if (!more.isEmpty()) {
            extras.put(name, more.build());
        }
    }

    private static JsonObject orEmpty(@Nullable JsonObject object) {
        return object == null ? JsonObject.EMPTY : object;
    }

    private static @Nullable Long first(@Nullable Long one, @Nullable Long other) {
        return one != null ? one : other;
    }

    static void write(JsonWriter out, Usage usage) {
        out.name("usage").beginObject();
        out.member("prompt_tokens", orZero(usage.inputTokens()));
        out.member("completion_tokens", orZero(usage.outputTokens()));
        out.member("total_tokens", usage.total());
        promptDetails(out, usage);
        completionDetails(out, usage);
        out.memberIfPresent("cache_creation_input_tokens", usage.cacheWriteTokens());
        if (usage.cacheWriteTokens() != null) {
            out.memberIfPresent("cache_read_input_tokens", usage.cachedTokens());
        }
        usage.extras().forEach((name, value) -> {
            if (!KNOWN.contains(name)) {
                out.member(name, value);
            }
        });
        out.endObject();
    }

    private static void promptDetails(JsonWriter out, Usage usage) {
        JsonObject more = orEmpty(usage.extras().object(PROMPT));
        boolean counted =
                usage.cachedTokens() != null || usage.audioInputTokens() != null || usage.cacheWriteTokens() != null;
        if (!counted && more.isEmpty()) {
            return;
        }
        out.name(PROMPT).beginObject();
        out.memberIfPresent("cached_tokens", usage.cachedTokens());
        out.memberIfPresent("audio_tokens", usage.audioInputTokens());
        out.memberIfPresent("cache_creation_tokens", usage.cacheWriteTokens());
        Long hourly = usage.cacheWrite1hTokens();
        if (hourly != null) {
            out.name("cache_creation_token_details").beginObject();
            out.member("ephemeral_5m_input_tokens", orZero(usage.cacheWriteTokens()) - hourly);
            out.member("ephemeral_1h_input_tokens", hourly).endObject();
        }
        out.allMembers(more).endObject();
    }

    private static void completionDetails(JsonWriter out, Usage usage) {
        JsonObject more = orEmpty(usage.extras().object(COMPLETION));
        if (usage.reasoningTokens() == null && usage.audioOutputTokens() == null && more.isEmpty()) {
            return;
        }
        out.name(COMPLETION).beginObject();
        out.memberIfPresent("reasoning_tokens", usage.reasoningTokens());
        out.memberIfPresent("audio_tokens", usage.audioOutputTokens());
        out.allMembers(more).endObject();
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
