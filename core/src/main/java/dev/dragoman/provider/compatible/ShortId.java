package dev.dragoman.provider.compatible;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ids of tool calls where a place wants exactly so many letters and digits. */
final class ShortId {

    private static final int BASE = 36;

    private ShortId() {}

    /** The id itself when it is of that form, else another one that is always the same for it. */
    static String of(String id, int length) {
        return id.length() == length && id.chars().allMatch(ShortId::isAllowed) ? id : digest(id, length);
    }

    private static boolean isAllowed(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static String digest(String id, int length) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            // 32 bytes have at least 45 digits of this base, unless their beginning is all zero.
            String digits = "0".repeat(length) + new BigInteger(1, digest).toString(BASE);
            return digits.substring(digits.length() - length);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }
}
