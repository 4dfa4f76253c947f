package dev.dragoman.dialect.openai;

import dev.dragoman.model.FinishReason;
import org.jspecify.annotations.Nullable;

/** Why a model stopped, in OpenAI's words. */
final class Finishes {

    private Finishes() {}

    /** The reason; a stop that comes with tool calls is for them. */
    static FinishReason read(String word, boolean toolCalls) {
        return switch (word) {
            case "length", "max_tokens", "model_length" -> FinishReason.LENGTH;
            case "tool_calls" -> FinishReason.TOOL_CALLS;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            case "function_call" -> FinishReason.FUNCTION_CALL;
            default -> toolCalls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        };
    }

    /** A server's own word; null when it is one of OpenAI's. */
    static @Nullable String unusual(String word) {
        return switch (word) {
            case "", "stop", "length", "tool_calls", "content_filter", "function_call" -> null;
            default -> word;
        };
    }

    static String write(FinishReason reason, boolean legacyFunctions) {
        return switch (reason) {
            case STOP, PAUSE -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> legacyFunctions ? "function_call" : "tool_calls";
            case CONTENT_FILTER -> "content_filter";
            case FUNCTION_CALL -> "function_call";
        };
    }
}
