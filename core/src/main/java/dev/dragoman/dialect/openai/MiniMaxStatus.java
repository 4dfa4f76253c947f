package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The outcome that MiniMax tells beside its answers, which come with a status of success also when they are none.
 *
 * @see <a href="https://www.minimax.io/platform/document/Error%20Code">MiniMax: Error codes</a>
 */
final class MiniMaxStatus {

    private MiniMaxStatus() {}

    static boolean failed(@Nullable JsonValue outcome) {
        return http(outcome) != null;
    }

    /** The HTTP status that fits a failure; null when the outcome is none. */
    static @Nullable Integer http(@Nullable JsonValue outcome) {
        Long code = outcome instanceof JsonObject told ? told.integer("status_code") : null;
        if (code == null || code == 0) {
            return null;
        }
        return switch (code.intValue()) {
            case 1001 -> 408;
            case 1002, 1039, 1041, 2045, 2056 -> 429;
            case 1004, 2049 -> 401;
            case 1008 -> 402;
            case 1026, 1027, 1042, 2013 -> 400;
            default -> 500;
        };
    }
}
