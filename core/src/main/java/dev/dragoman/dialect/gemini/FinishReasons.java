package dev.dragoman.dialect.gemini;

import dev.dragoman.model.FinishReason;
import org.jspecify.annotations.Nullable;

/** Why a model stopped, in the vendor's words and in the model's. */
final class FinishReasons {

    private FinishReasons() {}

    /** What the vendor's word means; an answer that asks for tools stopped for that. */
    static FinishReason read(String word, boolean asks) {
        FinishReason plain = plain(word);
        return asks && plain != FinishReason.CONTENT_FILTER ? FinishReason.TOOL_CALLS : plain;
    }

    /** The vendor's word where writing the reason would give another one; else null. */
    static @Nullable String unusual(String word, FinishReason read) {
        return word.equals(usual(read)) ? null : word;
    }

    /** The vendor's word for the reason. */
    static String write(@Nullable FinishReason finish, @Nullable String nativeFinish) {
        return nativeFinish != null && isOwn(nativeFinish) ? nativeFinish : usual(finish);
    }

    private static FinishReason plain(String word) {
        return switch (word) {
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "OTHER",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.STOP;
        };
    }

    private static String usual(@Nullable FinishReason finish) {
        return switch (finish) {
            case LENGTH -> "MAX_TOKENS";
            case CONTENT_FILTER -> "SAFETY";
            case STOP, TOOL_CALLS, FUNCTION_CALL, PAUSE -> "STOP";
            case null -> "STOP";
        };
    }

    /** The words of this vendor are in capitals, those of all others are not. */
    private static boolean isOwn(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c == '_' || (c >= 'A' && c <= 'Z'));
    }
}
