package dev.dragoman.dialect.converse;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Part;

/** Names the kinds of parts in OpenAI's words. */
final class Kinds {

    private Kinds() {}

    static String of(Part part) {
        return switch (part) {
            case Part.Text text -> "text";
            case Part.Image image -> "image_url";
            case Part.Audio audio -> "input_audio";
            case Part.Video video -> "video_url";
            case Part.Document document -> "file";
            case Part.ToolCall call -> "tool_calls";
            case Part.Thinking thinking -> "thinking";
            case Part.RedactedThinking redacted -> "redacted_thinking";
            case Part.Refusal refusal -> "refusal";
            case Part.SpokenAudio spoken -> "audio";
            case Part.Opaque opaque -> type(opaque);
        };
    }

    private static String type(Part.Opaque opaque) {
        String type = opaque.block() instanceof JsonObject block ? block.string("type") : null;
        return type == null ? opaque.dialect() + " block" : type;
    }
}
