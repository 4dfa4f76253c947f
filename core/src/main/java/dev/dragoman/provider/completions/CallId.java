package dev.dragoman.provider.completions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of tool calls, of which OpenAI takes 40 characters; other vendors' are longer, and Gemini's carry a signature. */
final class CallId {

    /** The longest id. */
    static final int LONGEST = 40;

    private static final String PREFIX = "call_";
    private static final int DIGEST_BYTES = 16;

    private CallId() {}

    /** The id itself when it is short enough, else another one that is always the same for it. */
    static String fitted(String id) {
        return fitted(id, LONGEST);
    }

    /** As the other, where more or fewer characters are taken. */
    static String fitted(String id, int longest) {
        return id.length() <= longest ? id : PREFIX + digest(id);
    }

    private static String digest(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }
}
