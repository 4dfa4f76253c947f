package dev.dragoman.gateway.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import dev.dragoman.gateway.call.Person;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a browser keeps of a session: a signed token with LiteLLM's claims. It says nothing by itself, as the key in it is looked
 * up for every request. Thread-safe.
 */
final class SessionToken {

    private static final int LONGEST = 4_096;

    private final LoginKeys keys;
    private final MACSigner signer;
    private final MACVerifier verifier;

    SessionToken(LoginKeys keys) {
        this.keys = keys;
        try {
            this.signer = new MACSigner(keys.sessions());
            this.verifier = new MACVerifier(keys.sessions());
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a key of 256 bits cannot sign", impossible);
        }
    }

    /**
     * A session as its token tells it.
     *
     * @param key of the session
     * @param claims all of it
     * @param end when it is over
     */
    record Told(String key, JsonObject claims, Instant end) {}

    /** A token. */
    String of(Person person, String key, String method, @Nullable String header, Instant end) {
        JsonObject claims = JsonObject.builder()
                .put("user_id", person.id())
                .put("key", key)
                .putIfPresent("user_email", person.email())
                .put("user_role", person.role().value())
                .put("login_method", method)
                .put("premium_user", true)
                .put("auth_header_name", header == null ? "Authorization" : header)
                .put("exp", end.getEpochSecond())
                .build();
        try {
            JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(Json.text(claims)));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a session cannot be signed", impossible);
        }
    }

    /** What a token tells; null for one that is not this gateway's. */
    @Nullable
    Told read(@Nullable String token) {
        if (token == null || token.length() > LONGEST) {
            return null;
        }
        try {
            JWSObject read = JWSObject.parse(token);
            if (!JWSAlgorithm.HS256.equals(read.getHeader().getAlgorithm()) || !read.verify(verifier)) {
                return null;
            }
            JsonObject claims = Json.parseObject(read.getPayload().toString());
            String key = claims.string("key");
            Long end = claims.integer("exp");
            return key == null || end == null ? null : new Told(key, claims, Instant.ofEpochSecond(end));
        } catch (ParseException | JOSEException | JsonSyntaxException foreign) {
            return null;
        }
    }

    /** What a page sends along with what it asks in the session. */
    String csrf(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.csrf(key));
    }
}
