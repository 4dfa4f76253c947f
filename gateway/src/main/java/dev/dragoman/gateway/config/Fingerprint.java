package dev.dragoman.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    static final Fingerprint ABSENT = new Fingerprint("");

    static Fingerprint of(byte[] content) {
        try {
            return new Fingerprint(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }

    /** What the file holds now. */
    static Fingerprint of(Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (IOException gone) {
            // Not being readable is what the fingerprint says.
            return ABSENT;
        }
    }
}
