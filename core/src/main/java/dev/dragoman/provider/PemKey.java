package dev.dragoman.provider;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads private keys in PEM, as consoles of clouds and OpenSSL make them: PKCS#8 of RSA, elliptic curves and Ed25519, and the older PKCS#1
 * of RSA.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468: textual encodings of PKIX and PKCS</a>
 */
public final class PemKey {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
    private static final String NEWER = "PRIVATE KEY-----";
    private static final String OLDER = "RSA PRIVATE KEY-----";
    /** Version 0, and the name of RSA, as PKCS#8 begins. */
    private static final byte[] RSA_ALGORITHM = {
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

    private PemKey() {}

    /**
     * The first key of a text.
     *
     * @throws IllegalArgumentException when it holds none, or one with a passphrase
     */
    public static PrivateKey of(String pem) {
        // A key that went through an environment variable often has its line ends escaped once more.
        String text = pem.replace("\\n", "\n");
        boolean older = text.contains("-----BEGIN " + OLDER);
        String kind = older ? OLDER : NEWER;
        int begin = text.indexOf("-----BEGIN " + kind);
        int end = text.indexOf("-----END " + kind);
        if (begin < 0 || end < begin || text.contains("ENCRYPTED")) {
            throw wrong(null);
        }
        String encoded = text.substring(begin + "-----BEGIN ".length() + kind.length(), end);
        try {
            byte[] der = Base64.getMimeDecoder().decode(encoded);
            return key(older ? wrapped(der) : der);
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            throw wrong(notAKey);
        }
    }

    private static PrivateKey key(byte[] der) throws NoSuchAlgorithmException, InvalidKeySpecException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException other) {
                // It is a key of another kind.
            }
        }
        throw new InvalidKeySpecException("a key of no known kind");
    }

    /** The older form lacks what tells that it is of RSA. */
    private static byte[] wrapped(byte[] rsa) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(RSA_ALGORITHM);
        tagged(inner, 0x04, rsa);
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        tagged(outer, 0x30, inner.toByteArray());
        return outer.toByteArray();
    }

    private static void tagged(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int size = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
            out.write(0x80 | size);
            for (int i = size - 1; i >= 0; i--) {
                out.write(content.length >> 8 * i);
            }
        }
        out.writeBytes(content);
    }

    private static IllegalArgumentException wrong(@Nullable Throwable cause) {
        return new IllegalArgumentException(
                "no private key (expected: PEM without a passphrase, which begins with -----BEGIN)", cause);
    }
}
