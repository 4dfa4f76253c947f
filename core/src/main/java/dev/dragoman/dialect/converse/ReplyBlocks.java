package dev.dragoman.dialect.converse;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import org.jspecify.annotations.Nullable;

/** Writes the parts of an answer as blocks. */
final class ReplyBlocks {

    private ReplyBlocks() {}

    /** The block; null for a part that this format cannot tell. */
    static @Nullable JsonObject write(Part part) {
        return switch (part) {
            case Part.Text text -> text.citations().isEmpty() ? BlockWriter.text(text.text()) : cited(text);
            case Part.Refusal refusal -> BlockWriter.text(refusal.text());
            case Part.ToolCall call -> BlockWriter.call(call);
            case Part.Thinking thought -> thought(thought);
            case Part.RedactedThinking hidden ->
                BlockWriter.reasoning("redactedContent", new JsonString(hidden.data()));
            case Part.Image image -> image.source() instanceof MediaSource.Base64 ? new Media().image(image) : null;
            case Part.Opaque opaque ->
                opaque.dialect().equals(ConverseDialect.NAME) && opaque.block() instanceof JsonObject block
                        ? block
                        : null;
            case Part.SpokenAudio spoken -> spoken.transcript() == null ? null : BlockWriter.text(spoken.transcript());
            case Part.Audio audio -> null;
            case Part.Video video -> null;
            case Part.Document document -> null;
        };
    }

    private static JsonObject thought(Part.Thinking thought) {
        return BlockWriter.reasoning(
                "reasoningText",
                JsonObject.builder()
                        .put("text", thought.text())
                        .putIfPresent("signature", thought.signature())
                        .build());
    }

    private static JsonObject cited(Part.Text text) {
        JsonArray citations = new JsonArray(java.util.List.copyOf(text.citations()));
        return JsonObject.of(
                "citationsContent",
                JsonObject.builder()
                        .put("content", JsonArray.of(BlockWriter.text(text.text())))
                        .put("citations", citations)
                        .build());
    }
}
