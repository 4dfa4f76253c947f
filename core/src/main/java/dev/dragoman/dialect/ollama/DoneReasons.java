package dev.dragoman.dialect.ollama;

import dev.dragoman.model.FinishReason;
import org.jspecify.annotations.Nullable;

/** Why a model stopped, in Ollama's words, which do not tell a call of a tool from an end. */
final class DoneReasons {

    private static final String STOP = "stop";
    private static final String LENGTH = "length";

    private DoneReasons() {}

    static FinishReason read(@Nullable String reason, boolean calls) {
        if (calls) {
            return FinishReason.TOOL_CALLS;
        }
        return LENGTH.equals(reason) ? FinishReason.LENGTH : FinishReason.STOP;
    }

    /** The reason where it says more than the model's word for it, such as {@code load}; else null. */
    static @Nullable String unusual(@Nullable String reason, boolean calls) {
        return switch (reason) {
            case null -> null;
            case STOP, "" -> null;
            case LENGTH -> calls ? LENGTH : null;
            default -> reason;
        };
    }

    static String write(@Nullable FinishReason finish, @Nullable String nativeFinish) {
        if (finish == FinishReason.LENGTH) {
            return LENGTH;
        }
        return nativeFinish != null && isKnown(nativeFinish) ? nativeFinish : STOP;
    }

    private static boolean isKnown(String reason) {
        return reason.equals(LENGTH) || reason.equals("load") || reason.equals("unload");
    }
}
