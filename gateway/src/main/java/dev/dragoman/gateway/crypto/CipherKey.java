package dev.dragoman.gateway.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that encrypts secrets by AES-256-GCM, derived by HKDF-SHA256 from what the operator set. What it encrypts is bound to its place,
 * so that it cannot be read at another one. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869: HKDF</a>
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/d/final">NIST SP 800-38D: GCM</a>
 */
public final class CipherKey {

    /** What every encrypted text of this form begins with; the key's id follows. */
    static final String PREFIX = "dragoman:v1:";

    private static final byte[] SALT = "dragoman secrets at rest".getBytes(StandardCharsets.UTF_8);
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final SecretKey key;

    private CipherKey(String id, SecretKey key) {
        this.id = id;
        this.key = key;
    }

    /** The key of a pass phrase, such as the master key. */
    public static CipherKey of(String phrase) {
        byte[] secret = phrase.getBytes(StandardCharsets.UTF_8);
        return new CipherKey(
                HexFormat.of().formatHex(derived(secret, "key id", ID_BYTES)),
                new SecretKeySpec(derived(secret, "AES-256-GCM", KEY_BYTES), "AES"));
    }

    private static byte[] derived(byte[] secret, String purpose, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(secret)
                            .addSalt(SALT)
                            .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), length));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java platform has no HKDF-SHA256", impossible);
        }
    }

    /** Tells keys apart, and nothing about the key. */
    public String id() {
        return id;
    }

    /**
     * The text, encrypted.
     *
     * @param place where it is kept; it can be read at no other one
     */
    public String encrypt(String text, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer whole = ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                    .put(nonce)
                    .put(encrypted);
            return PREFIX + id + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(whole.array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java platform has no AES-256-GCM", impossible);
        }
    }

    /** The text behind the part of an encrypted one that follows the key's id. */
    String decrypt(String payload, String place) throws UnreadableException {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(payload);
            if (whole.length < NONCE_BYTES) {
                throw new UnreadableException("it is cut off");
            }
            ByteBuffer read = ByteBuffer.wrap(whole);
            byte[] nonce = new byte[NONCE_BYTES];
            byte[] encrypted = new byte[whole.length - NONCE_BYTES];
            read.get(nonce).get(encrypted);
            return new String(cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(encrypted), StandardCharsets.UTF_8);
        } catch (AEADBadTagException changed) {
            throw new UnreadableException("it was changed, or belongs to another place", changed);
        } catch (IllegalArgumentException | GeneralSecurityException damaged) {
            throw new UnreadableException("it is damaged", damaged);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((PREFIX + id + ":" + place).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Never the key itself. */
    @Override
    public String toString() {
        return "cipher key " + id;
    }
}
