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
 * @param mergeReasoning whether thoughts are told inside the text, between {@code <think>} and {@code </think>}, in formats where a
 *     client may look for them nowhere else
 * @param asked the client's request, of which some dialects repeat members in the answer; null when there is none
 */
public record ReplyFrame(
        String id,
        String model,
        long createdSeconds,
        boolean includeUsage,
        boolean legacyFunctions,
        boolean mergeReasoning,
        @Nullable JsonBody asked) {

    /** A frame with thoughts in their own place, of an answer that repeats nothing. */
    public ReplyFrame(String id, String model, long createdSeconds, boolean includeUsage, boolean legacyFunctions) {
        this(id, model, createdSeconds, includeUsage, legacyFunctions, false, null);
    }

    /** The same with thoughts inside the text, or not. */
    public ReplyFrame withMergedReasoning(boolean merged) {
        return merged == mergeReasoning
                ? this
                : new ReplyFrame(id, model, createdSeconds, includeUsage, legacyFunctions, merged, asked);
    }
}
