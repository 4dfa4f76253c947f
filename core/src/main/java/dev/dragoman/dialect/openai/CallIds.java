package dev.dragoman.dialect.openai;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Ids for tool calls whose vendor gives them none: made of what tells the answer from others, so that they are the same when
 * the answer is read again, and differ between the answers of one conversation. Short enough for OpenAI, which takes 40
 * characters.
 */
final class CallIds {

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final String prefix;
    private int made;

    /**
     * Ids for one choice of an answer.
     *
     * @param answer the answer's id, or its text where it has none
     */
    CallIds(String answer, int choice) {
        this.prefix = "call_" + HexFormat.of().toHexDigits(hash(answer)) + "_" + choice + "_";
    }

    /** The vendor's id of the next call, or one made for it. */
    String next(@Nullable String vendorId) {
        int number = made++;
        return vendorId == null || vendorId.isEmpty() ? prefix + number : vendorId;
    }

    /** FNV-1a. */
    private static long hash(String text) {
        long hash = OFFSET_BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }
}
