package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.PartKinds;
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
            notes.unsupported("messages[*].content[*]." + PartKinds.of(part));
        }
    }

    private static boolean isOwn(Part.Opaque opaque) {
        return opaque.dialect().equals(GeminiDialect.NAME) && opaque.block() instanceof JsonObject;
    }
}
