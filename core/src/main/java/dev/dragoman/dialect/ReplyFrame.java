package dev.dragoman.dialect;

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
 */
public record ReplyFrame(
        String id,
        String model,
        long createdSeconds,
        boolean includeUsage,
        boolean legacyFunctions,
        boolean mergeReasoning) {

    /** A frame with thoughts in their own place. */
    public ReplyFrame(String id, String model, long createdSeconds, boolean includeUsage, boolean legacyFunctions) {
        this(id, model, createdSeconds, includeUsage, legacyFunctions, false);
    }

    /** The same with thoughts inside the text, or not. */
    public ReplyFrame withMergedReasoning(boolean merged) {
        return merged == mergeReasoning
                ? this
                : new ReplyFrame(id, model, createdSeconds, includeUsage, legacyFunctions, merged);
    }
}
