package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Finds the usage in an answer, or an event of one, of which nothing is known but that it is JSON. */
final class UsageForms {

    private static final String METRICS = "amazon-bedrock-invocationMetrics";

    private UsageForms() {}

    /** Bedrock tells the tokens of models in their own format in header fields. */
    static Usage ofHeaders(Headers headers) {
        Long input = number(headers.first("x-amzn-bedrock-input-token-count"));
        Long output = number(headers.first("x-amzn-bedrock-output-token-count"));
        return input == null && output == null ? Usage.NONE : counts(input, output, null, null, JsonObject.EMPTY);
    }

    /**
     * The usage that an answer tells.
     *
     * @param likely the dialect that it most likely is in
     */
    static Usage of(JsonObject answer, Dialect likely) {
        return tokens(answer, likely).serving(ServedForms.of(answer));
    }

    private static Usage tokens(JsonObject answer, Dialect likely) {
        Usage own = likely.toldIn(answer);
        if (own != null) {
            return own;
        }
        JsonObject google = answer.object("usageMetadata");
        if (google != null) {
            return google(google);
        }
        JsonObject metrics = answer.object(METRICS);
        if (metrics != null) {
            return counts(
                    metrics.integer("inputTokenCount"),
                    metrics.integer("outputTokenCount"),
                    null,
                    null,
                    JsonObject.EMPTY);
        }
        JsonObject told = told(answer);
        if (told != null) {
            return counted(told);
        }
        String packed = answer.string("bytes");
        return packed == null ? searched(answer) : unpacked(packed, likely);
    }

    /** Cohere's rankings tell search units only. */
    private static Usage searched(JsonObject answer) {
        JsonObject meta = answer.object("meta");
        JsonObject billed = meta == null ? null : meta.object("billed_units");
        return billed == null ? Usage.NONE : counts(billed.integer("total_tokens"), null, null, null, billed);
    }

    /** In the answer itself, in the message that a stream begins with, or in the response that it ends with. */
    private static @Nullable JsonObject told(JsonObject answer) {
        for (String place : new String[] {"message", "response", "meta", "delta"}) {
            JsonObject inner = answer.object(place);
            JsonObject told = inner == null ? null : first(inner, "usage", "tokens");
            if (told != null) {
                return told;
            }
        }
        JsonObject usage = answer.object("usage");
        JsonObject tokens = usage == null ? null : usage.object("tokens");
        return tokens == null ? usage : tokens;
    }

    private static @Nullable JsonObject first(JsonObject object, String one, String other) {
        JsonObject found = object.object(one);
        JsonObject tokens = found == null ? null : found.object("tokens");
        return tokens != null ? tokens : found != null ? found : object.object(other);
    }

    private static Usage counted(JsonObject usage) {
        if (usage.has("inputTokens") || usage.has("outputTokens")) {
            return apart(
                    usage,
                    usage.integer("inputTokens"),
                    usage.integer("outputTokens"),
                    "cacheReadInputTokens",
                    "cacheWriteInputTokens");
        }
        boolean anthropic = usage.has("cache_read_input_tokens") || usage.has("cache_creation_input_tokens");
        return anthropic && !usage.has("prompt_tokens")
                ? apart(
                        usage,
                        usage.integer("input_tokens"),
                        usage.integer("output_tokens"),
                        "cache_read_input_tokens",
                        "cache_creation_input_tokens")
                : included(usage);
    }

    /** Where the input includes all, in both of OpenAI's spellings. */
    private static Usage included(JsonObject usage) {
        JsonObject input = orEmpty(first(usage, "prompt_tokens_details", "input_tokens_details"));
        JsonObject output = orEmpty(first(usage, "completion_tokens_details", "output_tokens_details"));
        return new Usage(
                first(usage.integer("prompt_tokens"), usage.integer("input_tokens")),
                first(usage.integer("completion_tokens"), usage.integer("output_tokens")),
                usage.integer("total_tokens"),
                input.integer("cached_tokens"),
                null,
                null,
                output.integer("reasoning_tokens"),
                input.integer("audio_tokens"),
                output.integer("audio_tokens"),
                usage);
    }

    private static JsonObject orEmpty(@Nullable JsonObject object) {
        return object == null ? JsonObject.EMPTY : object;
    }

    private static @Nullable Long first(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : one;
    }

    /** Where the input does not include what was read from and written to a cache. */
    private static Usage apart(
            JsonObject usage, @Nullable Long input, @Nullable Long output, String readName, String writtenName) {
        Long read = usage.integer(readName);
        Long written = usage.integer(writtenName);
        Long all = input == null ? null : Long.valueOf(input + orZero(read) + orZero(written));
        return counts(all, output, read, written, usage).updatedBy(hourly(usage.object("cache_creation")));
    }

    /** Anthropic's tokens that were written to a cache for an hour. */
    private static Usage hourly(@Nullable JsonObject writes) {
        Long hour = writes == null ? null : writes.integer("ephemeral_1h_input_tokens");
        return new Usage(null, null, null, null, null, hour, null, null, null, JsonObject.EMPTY);
    }

    /** Google's tokens without their kinds. */
    private static Usage google(JsonObject usage) {
        Long answer = usage.integer("candidatesTokenCount");
        Long thoughts = usage.integer("thoughtsTokenCount");
        Long output = answer == null && thoughts == null ? null : Long.valueOf(orZero(answer) + orZero(thoughts));
        return counts(
                usage.integer("promptTokenCount"),
                output,
                usage.integer("cachedContentTokenCount"),
                null,
                JsonObject.EMPTY);
    }

    private static Usage unpacked(String packed, Dialect likely) {
        try {
            return of(Json.parseObject(new String(Base64.getDecoder().decode(packed), StandardCharsets.UTF_8)), likely);
        } catch (JsonSyntaxException | IllegalArgumentException none) {
            return Usage.NONE;
        }
    }

    private static Usage counts(
            @Nullable Long input,
            @Nullable Long output,
            @Nullable Long read,
            @Nullable Long written,
            JsonObject extras) {
        return new Usage(input, output, null, read, written, null, null, null, null, extras);
    }

    private static @Nullable Long number(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text.strip());
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
