package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;

/** Which parts can be said here. */
final class Kinds {

    private Kinds() {}

    /** Whether the message leaves something to say. */
    static boolean saysSomething(Message message) {
        return !(message instanceof Message.Assistant assistant)
                || !Signatures.beside(assistant).isEmpty()
                || assistant.parts().stream().anyMatch(Kinds::isWritten);
    }

    /** Whether the part is written. */
    static boolean isWritten(Part part) {
        return switch (part) {
            case Part.Text text -> !text.text().isEmpty() || text.signature() != null;
            case Part.Refusal refusal -> !refusal.text().isEmpty();
            case Part.Thinking thinking -> !thinking.text().isEmpty();
            case Part.RedactedThinking encrypted -> false;
            case Part.SpokenAudio spoken -> spoken.data() != null || spoken.transcript() != null;
            case Part.Opaque opaque -> isOwn(opaque);
            case Part.Image image -> true;
            case Part.Audio audio -> true;
            case Part.Video video -> true;
            case Part.Document document -> true;
            case Part.ToolCall call -> true;
        };
    }

    /** Notes a part that says something but has no words here. */
    static void noteUnwritten(Part part, Notes notes) {
        if (part instanceof Part.Opaque || part instanceof Part.SpokenAudio) {
            notes.unsupported("messages[*].content[*]." + of(part));
        }
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
            case Part.RedactedThinking encrypted -> "redacted_thinking";
            case Part.Refusal refusal -> "refusal";
            case Part.SpokenAudio spoken -> "audio";
            case Part.Opaque opaque -> type(opaque);
        };
    }

    private static String type(Part.Opaque opaque) {
        String type = opaque.block() instanceof JsonObject block ? block.string("type") : null;
        return type == null ? opaque.dialect() + " block" : type;
    }

    private static boolean isOwn(Part.Opaque opaque) {
        return opaque.dialect().equals(GeminiDialect.NAME) && opaque.block() instanceof JsonObject;
    }
}
