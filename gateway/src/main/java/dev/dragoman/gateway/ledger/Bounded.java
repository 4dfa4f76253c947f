package dev.dragoman.gateway.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Texts as every database takes them: no longer than its indexes bear, and without what it cannot keep. Two long texts that differ
 * stay different.
 */
final class Bounded {

    private static final int DIGEST_DIGITS = 16;

    private Bounded() {}

    /**
     * The text, cut where it is too long.
     *
     * @param most bytes in UTF-8; more than 20
     */
    static String text(String text, int most) {
        String clean = isClean(text) ? text : cleaned(text);
        // No character takes more than three bytes of UTF-8, or two of them four.
        if (clean.length() * 3 <= most) {
            return clean;
        }
        byte[] bytes = clean.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= most ? clean : cut(bytes, most);
    }

    private static String cut(byte[] bytes, int most) {
        int end = most - DIGEST_DIGITS - 1;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "~" + digest(bytes);
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, DIGEST_DIGITS / 2));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == 0 || Character.isSurrogate(letter)) {
                return false;
            }
        }
        return true;
    }

    /** Without zeros, and with a question mark for each half of a character. */
    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> point != 0)
                .forEach(point -> clean.appendCodePoint(isHalf(point) ? '?' : point));
        return clean.toString();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
