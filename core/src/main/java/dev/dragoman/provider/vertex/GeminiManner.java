package dev.dragoman.provider.vertex;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import org.jspecify.annotations.Nullable;

/**
 * Gemini at Vertex AI reads files at any address that is public, and takes labels for the bill.
 *
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/multimodal/add-labels-to-api-calls">Google: Labels of API
 *     calls</a>
 */
final class GeminiManner implements VertexDialect.Manner {

    private static final String LABELS = "labels";
    private static final int LONGEST = 63;
    private static final int MOST = 64;

    @Override
    public boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return source.url().startsWith("http://");
    }

    @Override
    public WrittenRequest fit(WrittenRequest written, ChatRequest request) {
        if (written.body().has(LABELS)) {
            return written;
        }
        JsonObject labels = labels(request.metadata());
        return labels.isEmpty()
                ? written
                : new WrittenRequest(written.body().with(LABELS, labels), written.unsupported(), written.betas());
    }

    /** The caller's own labels, as far as they are labels to Google as well: a wrong one would cost the whole call. */
    private static JsonObject labels(@Nullable JsonObject metadata) {
        JsonObject.Builder labels = JsonObject.builder();
        if (metadata != null && metadata.size() <= MOST) {
            metadata.forEach((name, value) -> {
                if (value instanceof JsonString text && isName(name) && isLabel(text.value())) {
                    labels.put(name, value);
                }
            });
        }
        return labels.build();
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.charAt(0) >= 'a' && text.charAt(0) <= 'z' && isLabel(text);
    }

    private static boolean isLabel(String text) {
        return text.length() <= LONGEST && text.chars().allMatch(GeminiManner::isLabelCharacter);
    }

    private static boolean isLabelCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }
}
