package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What operations beside chat took, in OpenAI's two spellings: {@code prompt_tokens} of embeddings and text completions,
 * {@code input_tokens} of images and transcriptions. What else is reported stays as it is.
 */
public final class OpenAiUsage {

    private OpenAiUsage() {}

    /** The usage of an answer; nothing when it tells none. */
    public static Usage read(@Nullable JsonValue usage) {
        if (!(usage instanceof JsonObject all)) {
            return Usage.NONE;
        }
        JsonObject input = details(all, "prompt_tokens_details", "input_tokens_details", "input_token_details");
        JsonObject output = details(all, "completion_tokens_details", "output_tokens_details", "output_token_details");
        return new Usage(
                first(all, "prompt_tokens", "input_tokens"),
                first(all, "completion_tokens", "output_tokens"),
                all.integer("total_tokens"),
                input.integer("cached_tokens"),
                null,
                null,
                output.integer("reasoning_tokens"),
                input.integer("audio_tokens"),
                output.integer("audio_tokens"),
                all);
    }

    private static @Nullable Long first(JsonObject usage, String one, String other) {
        Long found = usage.integer(one);
        return found == null ? usage.integer(other) : found;
    }

    private static JsonObject details(JsonObject usage, String... names) {
        for (String name : names) {
            JsonObject found = usage.object(name);
            if (found != null) {
                return found;
            }
        }
        return JsonObject.EMPTY;
    }
}
