package dev.dragoman.provider.vertex;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.PemKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Signs JSON Web Tokens with RSA and SHA-256.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519: JSON Web Token</a>
 */
final class Jwt {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Jwt() {}

    /**
     * The key that a PEM text holds.
     *
     * @throws IllegalArgumentException when it holds none
     */
    static PrivateKey privateKey(String pem) {
        try {
            if (PemKey.of(pem) instanceof RSAPrivateKey key) {
                return key;
            }
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(wrongKey(), wrong);
        }
        throw new IllegalArgumentException(wrongKey());
    }

    private static String wrongKey() {
        return "private_key of the Google Cloud credentials is no key (expected: PEM that begins with " + BEGIN + ")";
    }

    /** The token for these claims. */
    static String signed(@Nullable String keyId, JsonObject claims, PrivateKey key) {
        JsonObject header = JsonObject.builder()
                .put("alg", "RS256")
                .put("typ", "JWT")
                .putIfPresent("kid", keyId)
                .build();
        String content = encoded(header) + '.' + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + '.' + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every Java platform signs with RSA", never);
        }
    }

    private static String encoded(JsonObject object) {
        return BASE64.encodeToString(Json.bytes(object));
    }
}
