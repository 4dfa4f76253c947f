package dev.dragoman.gateway.realtime;

import dev.dragoman.dialect.openai.OpenAiUsage;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.Usage;
import org.jspecify.annotations.Nullable;

/** Reads what a session's events say was consumed, and adds it up. */
final class RealtimeUsage {

    private RealtimeUsage() {}

    /** The usage that {@code response.done} tells. */
    static Usage ofResponse(Slice event) {
        JsonObject whole = object(event);
        JsonObject response = whole == null ? null : whole.object("response");
        return of(response == null ? null : response.object("usage"));
    }

    /** The usage that a finished transcription tells. */
    static Usage ofTranscription(Slice event) {
        JsonObject whole = object(event);
        return of(whole == null ? null : whole.object("usage"));
    }

    /** Both together; what one of them does not tell counts for nothing, unless neither does. */
    static Usage sum(Usage one, Usage other) {
        return new Usage(
                plus(one.inputTokens(), other.inputTokens()),
                plus(one.outputTokens(), other.outputTokens()),
                plus(one.totalTokens(), other.totalTokens()),
                plus(one.cachedTokens(), other.cachedTokens()),
                null,
                null,
                plus(one.reasoningTokens(), other.reasoningTokens()),
                plus(one.audioInputTokens(), other.audioInputTokens()),
                plus(one.audioOutputTokens(), other.audioOutputTokens()),
                JsonObject.EMPTY);
    }

    private static Usage of(@Nullable JsonObject told) {
        if (told == null) {
            return Usage.NONE;
        }
        Usage plain = OpenAiUsage.read(told);
        return new Usage(
                plain.inputTokens(),
                plain.outputTokens(),
                plain.totalTokens(),
                plain.cachedTokens(),
                null,
                null,
                plain.reasoningTokens(),
                plain.audioInputTokens(),
                plain.audioOutputTokens(),
                extras(told));
    }

    /** The details under the names by which they are priced. Images read from a cache are charged as cached, not as images too. */
    private static JsonObject extras(JsonObject told) {
        JsonObject details = told.object("input_token_details");
        if (details == null) {
            return told;
        }
        JsonObject cached = details.object("cached_tokens_details");
        long images = number(details, "image_tokens") - number(cached, "image_tokens");
        JsonObject.Builder prompt = JsonObject.builder().put("image_tokens", Math.max(0, images));
        if (cached != null) {
            prompt.put("cached_tokens_details", cached);
        }
        return told.merged(JsonObject.of("prompt_tokens_details", prompt.build()));
    }

    private static long number(@Nullable JsonObject details, String name) {
        Long number = details == null ? null : details.integer(name);
        return number == null ? 0 : number;
    }

    private static @Nullable Long plus(@Nullable Long one, @Nullable Long other) {
        if (one == null) {
            return other;
        }
        return other == null ? one : Long.valueOf(one + other);
    }

    private static @Nullable JsonObject object(Slice event) {
        try {
            return JsonBody.parse(event, KeyWatch.NONE).toObject();
        } catch (JsonSyntaxException noJson) {
            return null;
        }
    }
}
