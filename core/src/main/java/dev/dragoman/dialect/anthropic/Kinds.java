package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Part;

/** Which kinds of parts can be said here, and by whom. */
final class Kinds {

    private Kinds() {}

    /** Whether the part becomes a block; one that says something but has no block is noted. */
    static boolean isWritten(Part part, Turn.Role role, Notes notes) {
        return switch (part) {
            case Part.Text text -> !text.text().isBlank();
            case Part.Refusal refusal -> !refusal.text().isBlank();
            case Part.SpokenAudio spoken -> isWritten(spoken, notes);
            case Part.Image image -> isSeen(part, role, notes);
            case Part.Document document -> isSeen(part, role, notes);
            case Part.Thinking thinking -> role == Turn.Role.ASSISTANT && thinking.signature() != null;
            case Part.RedactedThinking redacted -> role == Turn.Role.ASSISTANT;
            case Part.Opaque opaque -> isOwn(opaque, notes);
            case Part.ToolCall call -> refused(part, notes);
            case Part.Audio audio -> refused(part, notes);
            case Part.Video video -> refused(part, notes);
        };
    }

    /** The kind of a part, in OpenAI's words. */
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

    private static boolean isWritten(Part.SpokenAudio spoken, Notes notes) {
        String transcript = spoken.transcript();
        return transcript == null ? refused(spoken, notes) : !transcript.isBlank();
    }

    private static boolean isSeen(Part part, Turn.Role role, Notes notes) {
        return role == Turn.Role.USER || refused(part, notes);
    }

    private static boolean isOwn(Part.Opaque opaque, Notes notes) {
        return opaque.dialect().equals(AnthropicDialect.NAME) || refused(opaque, notes);
    }

    private static boolean refused(Part part, Notes notes) {
        notes.unsupported("messages[*].content[*]." + of(part));
        return false;
    }
}
