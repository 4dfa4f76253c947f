package dev.dragoman.gateway.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells contents apart.
 *
 * @param sha256 in hexadecimal; empty for nothing at all
 */
public record Fingerprint(String sha256) {

    /** Of a file that cannot be read. */
    public static final Fingerprint ABSENT = new Fingerprint("");

    static Fingerprint of(byte[] content) {
        try {
            return new Fingerprint(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }

    static Fingerprint of(String content) {
        return of(content.getBytes(StandardCharsets.UTF_8));
    }
}
