package dev.dragoman.dialect.anthropic;

import dev.dragoman.model.FinishReason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a model stopped, in Anthropic's words. */
final class StopReasons {

    private static final Set<String> KNOWN = Set.of(
            "end_turn",
            "max_tokens",
            "stop_sequence",
            "tool_use",
            "pause_turn",
            "refusal",
            "model_context_window_exceeded",
            "compaction");

    private StopReasons() {}

    static FinishReason read(String reason) {
        return switch (reason) {
            case "max_tokens", "model_context_window_exceeded", "compaction" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "refusal" -> FinishReason.CONTENT_FILTER;
            case "pause_turn" -> FinishReason.PAUSE;
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

    /**
     * The reason to tell a client.
     *
     * @param asksForTools whether the answer asks for tools to be called
     */
    static String write(
            @Nullable FinishReason finish,
            @Nullable String nativeFinish,
            boolean stoppedBySequence,
            boolean asksForTools) {
        if (nativeFinish != null && KNOWN.contains(nativeFinish) && read(nativeFinish) == finish) {
            return nativeFinish;
        }
        return switch (finish) {
            case LENGTH -> "max_tokens";
            case TOOL_CALLS, FUNCTION_CALL -> "tool_use";
            case CONTENT_FILTER -> "refusal";
            case PAUSE -> "pause_turn";
            case STOP -> stop(stoppedBySequence, asksForTools);
            case null -> stop(stoppedBySequence, asksForTools);
        };
    }

    private static String stop(boolean bySequence, boolean asksForTools) {
        if (asksForTools) {
            return "tool_use";
        }
        return bySequence ? "stop_sequence" : "end_turn";
    }
}
