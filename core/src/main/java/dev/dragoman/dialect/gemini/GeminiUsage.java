package dev.dragoman.dialect.gemini;

import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;

/** Reads Google's counts for those who know nothing else of an answer. */
final class GeminiUsage {

    private GeminiUsage() {}

    /** The usage that {@code usageMetadata} tells; nothing when it cannot be read. */
    static Usage of(JsonObject usageMetadata) {
        try {
            return UsageMetadata.read(ProtoField.ofVendor(usageMetadata));
        } catch (ApiResponseException unreadable) {
            return Usage.NONE;
        }
    }
}
