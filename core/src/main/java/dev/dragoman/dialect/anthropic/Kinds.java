package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.PartKinds;
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
        notes.unsupported("messages[*].content[*]." + PartKinds.of(part));
        return false;
    }
}
