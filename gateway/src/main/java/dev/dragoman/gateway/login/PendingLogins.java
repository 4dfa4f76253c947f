package dev.dragoman.gateway.login;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Logins under way. They are kept by the browser, sealed, so that any instance can go on with them; each in a cookie of its own, so
 * that two tabs do not disturb each other. Thread-safe.
 */
final class PendingLogins {

    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int RANDOM_BYTES = 32;
    private static final int NAME_LETTERS = 16;
    private static final int LONGEST = 4_096;

    private final SecureRandom random = new SecureRandom();
    private final byte[] key;

    PendingLogins(LoginKeys keys) {
        this.key = keys.pending();
    }

    /** What nobody can guess. */
    String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What a verifier is told as when the login begins. */
    static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(verifier));
    }

    /** The cookie of a login. */
    static String cookie(String state) {
        return "sso_" + HexFormat.of().formatHex(hash(state)).substring(0, NAME_LETTERS);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** A login as the browser keeps it. */
    String sealed(PendingLogin login) {
        try {
            JWEObject sealed = new JWEObject(
                    new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), new Payload(Json.text(login.json())));
            sealed.encrypt(new DirectEncrypter(key));
            return sealed.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a login cannot be sealed", impossible);
        }
    }

    /** The login of a state; null when it is another's, broken, or was given up. */
    @Nullable
    PendingLogin opened(@Nullable String sealed, String state, Instant now) {
        PendingLogin login = sealed == null || sealed.length() > LONGEST ? null : opened(sealed);
        if (login == null || !now.isBefore(login.end())) {
            return null;
        }
        boolean same = MessageDigest.isEqual(
                login.state().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
        return same ? login : null;
    }

    private @Nullable PendingLogin opened(String sealed) {
        try {
            JWEObject read = JWEObject.parse(sealed);
            boolean ours = JWEAlgorithm.DIR.equals(read.getHeader().getAlgorithm())
                    && EncryptionMethod.A256GCM.equals(read.getHeader().getEncryptionMethod());
            if (!ours) {
                return null;
            }
            read.decrypt(new DirectDecrypter(key));
            return PendingLogin.of(Json.parseObject(read.getPayload().toString()));
        } catch (ParseException | JOSEException | JsonSyntaxException broken) {
            return null;
        }
    }
}
