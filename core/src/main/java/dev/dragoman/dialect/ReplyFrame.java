package dev.dragoman.dialect;

import dev.dragoman.json.JsonBody;
import org.jspecify.annotations.Nullable;

/**
 * What a client's answer needs to know that the vendor's does not say.
 *
 * @param id the id to use when the vendor gives none
 * @param model the model's name as the client asked for it
 * @param createdSeconds Unix seconds to use when the vendor gives none
 * @param includeUsage whether the client wants usage at the end of a stream
 * @param legacyFunctions whether tool calls are told in OpenAI's older form
 * @param asked the client's request, of which some dialects repeat members in the answer; null when there is none
 */
public record ReplyFrame(
        String id,
        String model,
        long createdSeconds,
        boolean includeUsage,
        boolean legacyFunctions,
        @Nullable JsonBody asked) {

    /** A frame of an answer that repeats nothing. */
    public ReplyFrame(String id, String model, long createdSeconds, boolean includeUsage, boolean legacyFunctions) {
        this(id, model, createdSeconds, includeUsage, legacyFunctions, null);
    }
}
