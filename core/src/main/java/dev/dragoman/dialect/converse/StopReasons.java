package dev.dragoman.dialect.converse;

import dev.dragoman.model.FinishReason;
import org.jspecify.annotations.Nullable;

/** Why a model stopped, in Converse's words. */
final class StopReasons {

    private StopReasons() {}

    static FinishReason read(String reason) {
        return switch (reason) {
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "guardrail_intervened", "content_filtered" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.STOP;
        };
    }

    /** The reason where it says more than the model's word for it; else null. */
    static @Nullable String unusual(String reason) {
        return switch (reason) {
            case "end_turn", "max_tokens", "tool_use" -> null;
            default -> reason;
        };
    }

    static String write(@Nullable FinishReason finish, @Nullable String nativeFinish) {
        if (nativeFinish != null && isKnown(nativeFinish) && read(nativeFinish) == finish) {
            return nativeFinish;
        }
        return switch (finish) {
            case LENGTH -> "max_tokens";
            case TOOL_CALLS, FUNCTION_CALL -> "tool_use";
            case CONTENT_FILTER -> "content_filtered";
            case STOP, PAUSE -> "end_turn";
            case null -> "end_turn";
        };
    }

    private static boolean isKnown(String reason) {
        return switch (reason) {
            case "end_turn",
                    "max_tokens",
                    "tool_use",
                    "stop_sequence",
                    "model_context_window_exceeded",
                    "guardrail_intervened",
                    "content_filtered",
                    "malformed_model_output",
                    "malformed_tool_use" -> true;
            default -> false;
        };
    }
}
