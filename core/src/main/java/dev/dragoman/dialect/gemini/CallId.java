package dev.dragoman.dialect.gemini;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The id of a tool call as clients of other formats see it: some of them drop members they do not know, so the signature
 * travels inside the id as well.
 *
 * @param id the id without the signature
 * @param signature the signature; null for none
 */
record CallId(String id, @Nullable String signature) {

    private static final String SEPARATOR = "__thought__";
    private static final String MADE = "call_";
    private static final int HEX_DIGITS = 28;

    /** Takes an id apart. */
    static CallId parse(String told) {
        int at = told.indexOf(SEPARATOR);
        return at < 0
                ? new CallId(told, null)
                : new CallId(told.substring(0, at), emptyToNull(told.substring(at + SEPARATOR.length())));
    }

    /** An id for a call to which the vendor gave none; the same for the same answer. */
    static String made(byte[] answer, int choice, int call) {
        MessageDigest digest = sha256();
        digest.update(answer);
        digest.update((byte) '#');
        digest.update(Integer.toString(choice).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) '#');
        digest.update(Integer.toString(call).getBytes(StandardCharsets.US_ASCII));
        return MADE + HexFormat.of().formatHex(digest.digest(), 0, HEX_DIGITS / 2);
    }

    /** The id with its signature. */
    String told() {
        return signature == null ? id : id + SEPARATOR + signature;
    }

    /** The id as the vendor knows it; null when it never saw it. */
    @Nullable
    String vendorId() {
        return id.isEmpty() || isMade() ? null : id;
    }

    private boolean isMade() {
        if (id.length() != MADE.length() + HEX_DIGITS || !id.startsWith(MADE)) {
            return false;
        }
        for (int i = MADE.length(); i < id.length(); i++) {
            if (!HexFormat.isHexDigit(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
