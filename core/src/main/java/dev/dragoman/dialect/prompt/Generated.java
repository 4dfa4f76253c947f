package dev.dragoman.dialect.prompt;

import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A text that goes on with a prompt, or a piece of one.
 *
 * @param text the text
 * @param finish why it ends; null when it goes on
 * @param nativeFinish the service's own word for it; null when it has none
 * @param usage what is told of tokens
 */
record Generated(
        String text,
        @Nullable FinishReason finish,
        @Nullable String nativeFinish,
        Usage usage) {

    /** Text that goes on. */
    static Generated piece(String text) {
        return new Generated(text, null, null, Usage.NONE);
    }

    /** Text that ends for the reason that a service's word means; without a word it goes on. */
    static Generated ending(String text, @Nullable String word, Usage usage) {
        return word == null
                ? new Generated(text, null, null, usage)
                : new Generated(text, reason(word), "stop".equals(word) ? null : word, usage);
    }

    private static FinishReason reason(String word) {
        return switch (word) {
            case "length", "LENGTH", "MAX_TOKENS", "max_tokens", "time_limit", "token_limit", "cancelled", "error" ->
                FinishReason.LENGTH;
            case "CONTENT_FILTERED", "content_filtered", "RAG_QUERY_WHEN_RAG_DISABLED" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.STOP;
        };
    }
}
