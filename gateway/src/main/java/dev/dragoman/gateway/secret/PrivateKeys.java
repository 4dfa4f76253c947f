package dev.dragoman.gateway.secret;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Reads private keys from PEM files. */
final class PrivateKeys {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
    /** Version 0, and the name of RSA, as PKCS#8 begins. */
    private static final byte[] RSA = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0D,
        0x06,
        0x09,
        0x2A,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xF7,
        0x0D,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private PrivateKeys() {}

    /** The key of a file, in PKCS#8 or, for RSA, in PKCS#1. */
    static PrivateKey read(Path file) throws GeneralSecurityException, IOException {
        String text = Files.readString(file);
        if (text.contains("BEGIN RSA PRIVATE KEY")) {
            return key(wrapped(decoded(text, "RSA PRIVATE KEY", file)), file);
        }
        return key(decoded(text, "PRIVATE KEY", file), file);
    }

    private static byte[] decoded(String text, String kind, Path file) throws IOException {
        int start = text.indexOf("-----BEGIN " + kind + "-----");
        int end = text.indexOf("-----END " + kind + "-----");
        if (start < 0 || end < start) {
            throw new IOException(file + " holds no PRIVATE KEY");
        }
        return Base64.getMimeDecoder().decode(text.substring(start + kind.length() + 16, end));
    }

    private static PrivateKey key(byte[] encoded, Path file) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException other) {
                // It is a key of another kind.
            }
        }
        throw new GeneralSecurityException(file + " holds a key of no known kind");
    }

    /** A key in PKCS#1 as PKCS#8 has it. */
    private static byte[] wrapped(byte[] key) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(RSA);
        element(inner, 0x04, key);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        element(whole, 0x30, inner.toByteArray());
        return whole.toByteArray();
    }

    private static void element(ByteArrayOutputStream into, int tag, byte[] content) {
        into.write(tag);
        int length = content.length;
        if (length >= 0x100) {
            into.write(0x82);
            into.write(length >> 8);
        } else if (length >= 0x80) {
            into.write(0x81);
        }
        into.write(length);
        into.writeBytes(content);
    }
}
