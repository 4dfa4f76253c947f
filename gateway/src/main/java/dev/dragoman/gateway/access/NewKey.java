package dev.dragoman.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A key in plain text, as it exists for the moment in which it is made and told.
 *
 * @param text the key
 */
record NewKey(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    /** A key that nobody can guess. */
    static NewKey random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new NewKey("sk-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The form in which it is kept. */
    String hash() {
        return hash(text);
    }

    /** The key as it may be shown. */
    String name() {
        return "sk-..." + text.substring(Math.max(3, text.length() - 4));
    }

    /** The hash of a key, or what is a hash already. */
    static String hashed(String keyOrHash) {
        return keyOrHash.startsWith("sk-") ? hash(keyOrHash) : keyOrHash;
    }

    /** The hash of any text. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Never the key itself. */
    @Override
    public String toString() {
        return name();
    }
}
