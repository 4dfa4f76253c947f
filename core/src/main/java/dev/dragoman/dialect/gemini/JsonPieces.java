package dev.dragoman.dialect.gemini;

import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** JSON that may come in pieces: some servers on the way break one value over several events. Not thread-safe. */
final class JsonPieces {

    private static final int MOST_PIECES = 64;

    private byte[] waiting = {};
    private int pieces;
    private JsonValue value = JsonNull.NULL;

    /** Adds a piece; gives the bytes of the whole value, or null while more is needed. */
    byte @Nullable [] add(byte[] piece) {
        byte[] all = waiting.length == 0 ? piece : joined(piece);
        try {
            value = Json.parse(all);
            waiting = new byte[0];
            pieces = 0;
            return all;
        } catch (JsonSyntaxException incomplete) {
            keep(all, incomplete);
            return null;
        }
    }

    /** The whole value that was added last. */
    JsonValue value() {
        return value;
    }

    /** Whether a value has begun but not ended. */
    boolean isMidway() {
        return waiting.length > 0;
    }

    private void keep(byte[] all, JsonSyntaxException wrong) {
        if (++pieces > MOST_PIECES || !begins(all)) {
            ErrorDetail detail = ErrorDetail.of("the vendor's event is no JSON: " + wrong.getMessage());
            throw new ApiResponseException(detail, 502, wrong);
        }
        waiting = all;
    }

    private static boolean begins(byte[] bytes) {
        for (byte b : bytes) {
            if (b > ' ') {
                return b == '{' || b == '[';
            }
        }
        return true;
    }

    private byte[] joined(byte[] piece) {
        byte[] all = Arrays.copyOf(waiting, waiting.length + piece.length);
        System.arraycopy(piece, 0, all, waiting.length, piece.length);
        return all;
    }
}
