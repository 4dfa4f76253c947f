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

    private static final String PROMPT = "prompt_tokens_details";
    private static final String COMPLETION = "completion_tokens_details";
    private static final Set<String> READ = Set.of(
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "cache_creation_input_tokens",
            "cache_read_input_tokens",
            "prompt_cache_hit_tokens");
    private static final Set<String> READ_OF_PROMPT = Set.of(
            "cached_tokens",
            "audio_tokens",
            "cache_creation_tokens",
            "cache_write_tokens",
            "cache_creation_token_details");
    private static final Set<String> READ_OF_COMPLETION = Set.of("reasoning_tokens", "audio_tokens");

    private Usages() {}

    static Usage read(@Nullable Field usage) {
        if (usage == null) {
            return Usage.NONE;
        }
        JsonObject all = usage.object();
        JsonObject prompt = orEmpty(all.object(PROMPT));
        JsonObject completion = orEmpty(all.object(COMPLETION));
        return new Usage(
                all.integer("prompt_tokens"),
                output(all, completion.integer("reasoning_tokens")),
                all.integer("total_tokens"),
                first(
                        prompt.integer("cached_tokens"),
                        all.integer("cache_read_input_tokens"),
                        all.integer("prompt_cache_hit_tokens")),
                first(
                        prompt.integer("cache_creation_tokens"),
                        prompt.integer("cache_write_tokens"),
                        all.integer("cache_creation_input_tokens")),
                hourly(prompt),
                completion.integer("reasoning_tokens"),
                prompt.integer("audio_tokens"),
                completion.integer("audio_tokens"),
                extras(all, prompt, completion));
    }

    /** All tokens of the answer: xAI counts those of its reasoning apart, as its total tells. */
    private static @Nullable Long output(JsonObject all, @Nullable Long reasoning) {
        Long told = all.integer("completion_tokens");
        Long input = all.integer("prompt_tokens");
        Long total = all.integer("total_tokens");
        if (told == null || input == null || total == null || reasoning == null || reasoning <= 0) {
            return told;
        }
        return input + told + reasoning == total ? (Long) (told + reasoning) : told;
    }

    private static @Nullable Long hourly(JsonObject prompt) {
        JsonObject details = prompt.object("cache_creation_token_details");
        return details == null ? null : details.integer("ephemeral_1h_input_tokens");
    }

    private static JsonObject extras(JsonObject all, JsonObject prompt, JsonObject completion) {
        JsonObject.Builder extras = JsonObject.builder();
        all.forEach((name, value) -> {
            boolean details = name.equals(PROMPT) || name.equals(COMPLETION);
            if (!details && !READ.contains(name) && value != JsonNull.NULL) {
                extras.put(name, value);
            }
        });
        putRest(extras, PROMPT, prompt, READ_OF_PROMPT);
        putRest(extras, COMPLETION, completion, READ_OF_COMPLETION);
        return extras.build();
    }

    private static void putRest(JsonObject.Builder extras, String name, JsonObject details, Set<String> read) {
        JsonObject.Builder rest = JsonObject.builder();
        details.forEach((detail, value) -> {
            if (!read.contains(detail) && value != JsonNull.NULL) {
                rest.put(detail, value);
            }
        });
        if (!rest.isEmpty()) {
            extras.put(name, rest.build());
        }
    }

    static void write(JsonWriter out, Usage usage) {
        out.name("usage").beginObject();
        out.member("prompt_tokens", orZero(usage.inputTokens()));
        out.member("completion_tokens", orZero(usage.outputTokens()));
        out.member("total_tokens", usage.total());
        promptDetails(out, usage, orEmpty(usage.extras().object(PROMPT)));
        completionDetails(out, usage, orEmpty(usage.extras().object(COMPLETION)));
        cache(out, usage);
        usage.extras().forEach((name, value) -> {
            if (!name.equals(PROMPT) && !name.equals(COMPLETION) && !READ.contains(name)) {
                out.member(name, value);
            }
        });
        out.endObject();
    }

    /** LiteLLM's copies at the top, which its clients read; only there when a cache had to do with the call. */
    private static void cache(JsonWriter out, Usage usage) {
        boolean used = usage.cacheWriteTokens() != null || orZero(usage.cachedTokens()) > 0;
        if (used) {
            out.memberIfPresent("cache_creation_input_tokens", usage.cacheWriteTokens());
            out.memberIfPresent("cache_read_input_tokens", usage.cachedTokens());
        }
    }

    private static void promptDetails(JsonWriter out, Usage usage, JsonObject rest) {
        if (usage.cachedTokens() == null
                && usage.audioInputTokens() == null
                && usage.cacheWriteTokens() == null
                && usage.cacheWrite1hTokens() == null
                && rest.isEmpty()) {
            return;
        }
        out.name(PROMPT).beginObject();
        out.memberIfPresent("cached_tokens", usage.cachedTokens());
        out.memberIfPresent("audio_tokens", usage.audioInputTokens());
        out.memberIfPresent("cache_creation_tokens", usage.cacheWriteTokens());
        Long hourly = usage.cacheWrite1hTokens();
        if (hourly != null) {
            out.name("cache_creation_token_details").beginObject();
            out.member("ephemeral_5m_input_tokens", Math.max(0, orZero(usage.cacheWriteTokens()) - hourly));
            out.member("ephemeral_1h_input_tokens", hourly).endObject();
        }
        VendorFields.write(out, rest, name -> !READ_OF_PROMPT.contains(name));
        out.endObject();
    }

    private static void completionDetails(JsonWriter out, Usage usage, JsonObject rest) {
        if (usage.reasoningTokens() == null && usage.audioOutputTokens() == null && rest.isEmpty()) {
            return;
        }
        out.name(COMPLETION).beginObject();
        out.memberIfPresent("reasoning_tokens", usage.reasoningTokens());
        out.memberIfPresent("audio_tokens", usage.audioOutputTokens());
        VendorFields.write(out, rest, name -> !READ_OF_COMPLETION.contains(name));
        out.endObject();
    }

    private static JsonObject orEmpty(@Nullable JsonObject object) {
        return object == null ? JsonObject.EMPTY : object;
    }

    private static @Nullable Long first(@Nullable Long... candidates) {
        for (Long candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
