package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Usage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Token counts in this format; input tokens include cached ones, output tokens include reasoning. */
final class Usages {

    private static final String INPUT = "input_tokens_details";
    private static final String OUTPUT = "output_tokens_details";

    /** LiteLLM's list of what was written to a cache; OpenAI's own knows other lifetimes. */
    private static final String WRITES = "cache_creation_token_details";

    private static final String HOURLY = "ephemeral_1h_input_tokens";
    private static final String SHORT = "ephemeral_5m_input_tokens";
    private static final Set<String> READ = Set.of("input_tokens", "output_tokens", "total_tokens", INPUT, OUTPUT);
    private static final Set<String> READ_OF_INPUT = Set.of("cached_tokens", "cache_write_tokens", "audio_tokens");
    private static final Set<String> READ_OF_OUTPUT = Set.of("reasoning_tokens", "audio_tokens");

    private Usages() {}

    static Usage read(@Nullable Field usage) {
        if (usage == null) {
            return Usage.NONE;
        }
        JsonObject all = usage.object();
        JsonObject input = orEmpty(all.object(INPUT));
        JsonObject output = orEmpty(all.object(OUTPUT));
        return new Usage(
                all.integer("input_tokens"),
                all.integer("output_tokens"),
                all.integer("total_tokens"),
                input.integer("cached_tokens"),
                input.integer("cache_write_tokens"),
                orEmpty(input.object(WRITES)).integer(HOURLY),
                output.integer("reasoning_tokens"),
                input.integer("audio_tokens"),
                output.integer("audio_tokens"),
                extras(all, input, output));
    }

    private static JsonObject extras(JsonObject all, JsonObject input, JsonObject output) {
        JsonObject writes = orEmpty(input.object(WRITES)).without(HOURLY, SHORT);
        JsonObject known = rest(input, READ_OF_INPUT).without(WRITES);
        JsonObject.Builder extras = rest(all, READ).toBuilder();
        put(extras, INPUT, writes.isEmpty() ? known : known.with(WRITES, writes));
        put(extras, OUTPUT, rest(output, READ_OF_OUTPUT));
        return extras.build();
    }

    private static void put(JsonObject.Builder extras, String name, JsonObject rest) {
        if (!rest.isEmpty()) {
            extras.put(name, rest);
        }
    }

    private static JsonObject rest(JsonObject object, Set<String> read) {
        JsonObject.Builder rest = JsonObject.builder();
        object.forEach((name, value) -> {
            if (!read.contains(name) && value != JsonNull.NULL) {
                rest.put(name, value);
            }
        });
        return rest.build();
    }

    /** Writes the usage; the counts that the official clients rely on are there even when they are not known. */
    static void write(JsonWriter out, Usage usage) {
        JsonObject extras = usage.extras();
        JsonObject input = details(extras, INPUT, "prompt_tokens_details");
        JsonObject output = details(extras, OUTPUT, "completion_tokens_details");
        out.beginObject().member("input_tokens", orZero(usage.inputTokens()));
        out.name(INPUT).beginObject().member("cached_tokens", orZero(usage.cachedTokens()));
        out.member("cache_write_tokens", orZero(usage.cacheWriteTokens()));
        out.memberIfPresent("audio_tokens", usage.audioInputTokens());
        hourly(out, usage, orEmpty(input.object(WRITES)));
        out.allMembers(rest(input, READ_OF_INPUT).without(WRITES)).endObject();
        out.member("output_tokens", orZero(usage.outputTokens()));
        out.name(OUTPUT).beginObject().member("reasoning_tokens", orZero(usage.reasoningTokens()));
        out.memberIfPresent("audio_tokens", usage.audioOutputTokens());
        out.allMembers(rest(output, READ_OF_OUTPUT)).endObject();
        out.member("total_tokens", usage.total());
        out.allMembers(rest(extras, READ).without("prompt_tokens_details", "completion_tokens_details"));
        out.endObject();
    }

    /** Further counts, whose list Chat Completions calls otherwise. */
    private static JsonObject details(JsonObject extras, String name, String otherName) {
        return orEmpty(extras.object(otherName)).merged(orEmpty(extras.object(name)));
    }

    private static void hourly(JsonWriter out, Usage usage, JsonObject others) {
        Long hourly = usage.cacheWrite1hTokens();
        if (hourly == null && others.isEmpty()) {
            return;
        }
        out.name(WRITES).beginObject();
        if (hourly != null) {
            out.member(SHORT, Math.max(0, orZero(usage.cacheWriteTokens()) - hourly));
            out.member(HOURLY, hourly);
        }
        out.allMembers(others).endObject();
    }

    private static JsonObject orEmpty(@Nullable JsonObject object) {
        return object == null ? JsonObject.EMPTY : object;
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
