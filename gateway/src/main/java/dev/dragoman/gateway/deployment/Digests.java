package dev.dragoman.gateway.deployment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names of long texts: nothing of a conversation is kept. */
final class Digests {

    private Digests() {}

    static MessageDigest begun() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }

    static String of(String text) {
        return told(begun().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String told(byte[] digest) {
        return HexFormat.of().formatHex(digest, 0, digest.length / 2);
    }
}
