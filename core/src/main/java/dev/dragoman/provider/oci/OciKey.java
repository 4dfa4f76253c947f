package dev.dragoman.provider.oci;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads the RSA keys that Oracle's console and OpenSSL make. */
final class OciKey {

    private static final String NEWER = "PRIVATE KEY-----";
    private static final String OLDER = "RSA PRIVATE KEY-----";
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

    private OciKey() {}

    /**
     * The key that a PEM text holds.
     *
     * @throws IllegalArgumentException when it holds none, or one with a passphrase
     */
    static PrivateKey of(String pem) {
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
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(older ? wrapped(der) : der));
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            throw wrong(notAKey);
        }
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
                "oci_key: no key (expected: PEM of an RSA key without a passphrase, which begins with -----BEGIN)",
                cause);
    }
}
