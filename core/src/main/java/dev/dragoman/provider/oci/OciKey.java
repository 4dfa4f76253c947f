package dev.dragoman.provider.oci;

import dev.dragoman.provider.PemKey;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import org.jspecify.annotations.Nullable;

/** Reads the RSA keys that Oracle's console and OpenSSL make. */
final class OciKey {

    private OciKey() {}

    /**
     * The key that a PEM text holds.
     *
     * @throws IllegalArgumentException when it holds none, or one with a passphrase
     */
    static PrivateKey of(String pem) {
        try {
            if (PemKey.of(pem) instanceof RSAPrivateKey key) {
                return key;
            }
        } catch (IllegalArgumentException notAKey) {
            throw wrong(notAKey);
        }
        throw wrong(null);
    }

    private static IllegalArgumentException wrong(@Nullable Throwable cause) {
        return new IllegalArgumentException(
                "oci_key: no key (expected: PEM of an RSA key without a passphrase, which begins with -----BEGIN)",
                cause);
    }
}
