package dev.dragoman.dialect.gemini;

import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.Base64;

/**
 * Tells thoughts that Claude signed: Google's models refuse a conversation with a signature that is not their own, and both
 * kinds look like mere base64.
 */
final class ForeignThoughts {

    private static final int SHOWN = 32;
    private static final int OUTER = 0x12;
    private static final int INNER = 0x0A;

    private ForeignThoughts() {}

    /** Whether Claude made the turn. */
    static boolean in(Message.Assistant turn) {
        return turn.parts().stream().anyMatch(ForeignThoughts::isForeign);
    }

    private static boolean isForeign(Part part) {
        return switch (part) {
            case Part.RedactedThinking encrypted -> true;
            case Part.ToolCall call -> call.id().startsWith("toolu_") && Signatures.of(call) == null;
            case Part.Thinking thought -> thought.signature() != null && isClaudes(thought.signature());
            default -> false;
        };
    }

    /**
     * Claude's signatures are messages whose first field holds a few numbers; Google's begin alike, but their first field is
     * the long secret itself.
     */
    static boolean isClaudes(String signature) {
        byte[] start = start(signature);
        int at = 1;
        while (at < start.length && start[at] < 0) {
            at++;
        }
        int inner = at + 1;
        return start.length > inner + 2
                && start[0] == OUTER
                && start[inner] == INNER
                && start[inner + 1] > 0
                && (start[inner + 2] == 0x08 || start[inner + 2] == 0x18);
    }

    private static byte[] start(String signature) {
        String shown = signature.substring(0, Math.min(SHOWN, signature.length() / 4 * 4));
        try {
            return Base64.getDecoder().decode(shown);
        } catch (IllegalArgumentException noBase64) {
            return new byte[0];
        }
    }
}
