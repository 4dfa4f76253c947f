package dev.dragoman.dialect;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Part;

/** Names the kinds of parts in OpenAI's words. */
public final class PartKinds {

    private PartKinds() {}

    /** The name of the part's kind, such as {@code image_url}. */
    public static String of(Part part) {
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
