package dev.dragoman.gateway.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Reads and writes what LiteLLM encrypted: a NaCl secret box (XSalsa20 and Poly1305) in base 64, under the SHA-256 of the salt key.
 *
 * @see <a href="https://nacl.cr.yp.to/secretbox.html">NaCl: crypto_secretbox</a>
 */
public final class LiteLlmCipher {

    private static final int NONCE = 24;
    private static final int TAG = 16;
    private static final int MAC_KEY = 32;

    private final byte[] key;

    /** Of the salt key; of the master key where there was none. */
    public LiteLlmCipher(String saltKey) {
        try {
            this.key = MessageDigest.getInstance("SHA-256").digest(saltKey.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /**
     * The text behind an encrypted one.
     *
     * @throws UnreadableException when it is none, or of another key
     */
    public String decrypt(String encrypted) throws UnreadableException {
        byte[] whole = decoded(encrypted);
        if (whole.length == 0) {
            return "";
        }
        if (whole.length < NONCE + TAG) {
            throw new UnreadableException("it is no encrypted text");
        }
        byte[] nonce = Arrays.copyOf(whole, NONCE);
        byte[] tag = Arrays.copyOfRange(whole, NONCE, NONCE + TAG);
        byte[] text = Arrays.copyOfRange(whole, NONCE + TAG, whole.length);
        XSalsa20Engine stream = stream(nonce);
        if (!MessageDigest.isEqual(tag, tag(stream, text))) {
            throw new UnreadableException("it was encrypted by another key, or changed");
        }
        byte[] plain = new byte[text.length];
        stream.processBytes(text, 0, text.length, plain, 0);
        return new String(plain, StandardCharsets.UTF_8);
    }

    /**
     * The text, encrypted.
     *
     * @param nonce 24 bytes, never the same twice
     */
    public String encrypt(String text, byte[] nonce) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        XSalsa20Engine stream = stream(nonce);
        byte[] macKey = macKey(stream);
        byte[] whole = Arrays.copyOf(nonce, NONCE + TAG + plain.length);
        stream.processBytes(plain, 0, plain.length, whole, NONCE + TAG);
        byte[] tag = tag(macKey, Arrays.copyOfRange(whole, NONCE + TAG, whole.length));
        System.arraycopy(tag, 0, whole, NONCE, TAG);
        return Base64.getUrlEncoder().encodeToString(whole);
    }

    /** Older versions of LiteLLM wrote the alphabet with plus and slash. */
    private static byte[] decoded(String text) throws UnreadableException {
        try {
            return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
        } catch (IllegalArgumentException none) {
            throw new UnreadableException("it is no encrypted text", none);
        }
    }

    private XSalsa20Engine stream(byte[] nonce) {
        XSalsa20Engine stream = new XSalsa20Engine();
        stream.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
        return stream;
    }

    /** The first bytes of the stream are the key of the checksum, the text follows. */
    private static byte[] macKey(XSalsa20Engine stream) {
        byte[] macKey = new byte[MAC_KEY];
        stream.processBytes(macKey, 0, MAC_KEY, macKey, 0);
        return macKey;
    }

    private static byte[] tag(XSalsa20Engine stream, byte[] text) {
        return tag(macKey(stream), text);
    }

    private static byte[] tag(byte[] macKey, byte[] text) {
        Poly1305 mac = new Poly1305();
        mac.init(new KeyParameter(macKey));
        mac.update(text, 0, text.length);
        byte[] tag = new byte[TAG];
        mac.doFinal(tag, 0);
        return tag;
    }
}
