package dev.dragoman.gateway.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys of 256 bits that all instances have, as they come from the master key; one for each purpose. */
public final class LoginKeys {

    private static final String HMAC = "HmacSHA256";

    private final byte[] master;

    public LoginKeys(String masterKey) {
        this.master = masterKey.getBytes(StandardCharsets.UTF_8);
    }

    /** What signs sessions. */
    byte[] sessions() {
        return derived(master, "dragoman/login/session");
    }

    /** What seals logins under way. */
    byte[] pending() {
        return derived(master, "dragoman/login/pending");
    }

    /** What proves that a page of this gateway's asks in the session of a key. */
    byte[] csrf(String key) {
        return derived(derived(master, "dragoman/login/csrf"), key);
    }

    private static byte[] derived(byte[] secret, String purpose) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + HMAC, impossible);
        }
    }
}
