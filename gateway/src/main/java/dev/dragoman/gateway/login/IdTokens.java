package dev.dragoman.gateway.login;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import dev.dragoman.gateway.crypto.TokenSignature;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a provider's tokens and believes only what it signed, for this gateway and this login. Thread-safe.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID Connect: ID Token Validation</a>
 */
final class IdTokens {

    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Provider provider;
    private final InstantSource clock;

    IdTokens(Provider provider, InstantSource clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** What a token tells; without the provider's keys it is believed for the connection that it came by. */
    JsonObject claims(String token, String nonce) {
        try {
            JWSObject read = JWSObject.parse(token);
            if (provider.hasKeys()) {
                verify(read);
            }
            JsonObject claims = Json.parseObject(read.getPayload().toString());
            check(claims, nonce);
            return claims;
        } catch (ParseException | JsonSyntaxException broken) {
            throw refused("cannot be read", broken.getMessage());
        }
    }

    private void verify(JWSObject token) throws ParseException {
        JWSHeader header = token.getHeader();
        String mistake = TokenSignature.mistake(header);
        if (mistake != null) {
            throw LoginFailures.refused("The identity provider's id_token " + mistake, "id_token");
        }
        boolean known = isSigned(token, candidates(header, false));
        if (!known && !isSigned(token, candidates(header, true))) {
            throw refused("has a wrong signature", "one by the provider's keys");
        }
    }

    private List<JWK> candidates(JWSHeader header, boolean again) throws ParseException {
        JWKSet keys = JWKSet.parse(Json.text(provider.keys(again)));
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return matcher == null ? List.of() : new JWKSelector(matcher).select(keys);
    }

    private static boolean isSigned(JWSObject token, List<JWK> candidates) {
        for (JWK key : candidates) {
            if (TokenSignature.isBy(key, token)) {
                return true;
            }
        }
        return false;
    }

    private void check(JsonObject claims, String nonce) {
        if (provider.hasKeys()) {
            String issuer = provider.issuer().replace("{tenantid}", String.valueOf(claims.string("tid")));
            expected("iss", issuer, claims.string("iss"));
        }
        String client = provider.settings().clientId();
        if (!isFor(claims.get("aud"), client)) {
            throw refused("aud is another's", client);
        }
        if (claims.string("azp") != null) {
            expected("azp", client, claims.string("azp"));
        }
        expected("nonce", nonce, claims.string("nonce"));
        Double end = claims.number("exp");
        if (end == null || clock.instant().minus(SKEW).getEpochSecond() >= end) {
            throw refused("is too old", "an exp in the future");
        }
    }

    private static boolean isFor(@Nullable JsonValue audience, String client) {
        return switch (audience) {
            case JsonString one -> one.value().equals(client);
            case JsonArray several -> several.items().contains(new JsonString(client));
            case null, default -> false;
        };
    }

    private static void expected(String name, String expected, @Nullable String told) {
        if (!expected.equals(told)) {
            throw refused(
                    name + " is " + LoginFailures.shown(told), name.equals("nonce") ? "that of this login" : expected);
        }
    }

    private static RuntimeException refused(String what, @Nullable String expected) {
        return LoginFailures.refused(
                "The identity provider's id_token " + what + " (expected: " + LoginFailures.shown(expected) + ")",
                "id_token");
    }
}
