package dev.dragoman.gateway.identity;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import dev.dragoman.gateway.config.TokenSettings;
import dev.dragoman.gateway.crypto.TokenSignature;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Holds tokens against the signatures of their issuers, and against what these must say. Thread-safe. */
final class TokenVerifier {

    private static final int LONGEST = 16 << 10;
    private static final int MOST_TRIED = 16;

    private final List<KeySet> sets;
    private final ClaimCheck check;

    TokenVerifier(TokenSettings.Trust trust, Issuers issuers, InstantSource clock) {
        this.sets = trust.keys().stream()
                .map(address -> new KeySet(address, issuers, trust.believed(), clock))
                .toList();
        this.check = new ClaimCheck(trust, clock);
    }

    /**
     * A token that is genuine.
     *
     * @param claims what it says
     * @param until when it ends
     */
    record Verified(JsonObject claims, Instant until) {}

    /** How often the keys changed: what was verified by those of before has to be verified again. */
    long version() {
        long version = 0;
        for (KeySet set : sets) {
            version += set.version();
        }
        return version;
    }

    /** Reads keys anew beside the caller, when it is time. */
    void renew() {
        for (KeySet set : sets) {
            set.renew();
        }
    }

    /**
     * Holds a token against the keys, and against what its issuer must say.
     *
     * @throws dev.dragoman.error.AuthenticationException when it is not genuine, or not good here or now
     * @throws dev.dragoman.error.ServiceUnavailableException when the keys cannot be had
     */
    Verified verify(String token) {
        JWSObject parsed = parsed(token);
        JWSHeader header = parsed.getHeader();
        String mistake = TokenSignature.mistake(header);
        if (mistake != null) {
            throw Refused.because("the token " + mistake);
        }
        Match match = match(parsed, header);
        if (match != Match.SIGNED) {
            throw unsigned(match, header);
        }
        JsonObject claims = claims(parsed);
        return new Verified(claims, check.until(claims));
    }

    private static JWSObject parsed(String token) {
        try {
            if (token.length() <= LONGEST) {
                return JWSObject.parse(token);
            }
        } catch (ParseException | IllegalArgumentException mangled) {
            // Told below, like one that is too long.
        }
        throw Refused.because("the token is no signed JSON web token of at most " + LONGEST + " letters");
    }

    private static JsonObject claims(JWSObject token) {
        try {
            return Json.parseObject(token.getPayload().toBytes());
        } catch (JsonSyntaxException wrong) {
            throw Refused.because("the token's claims are no JSON object");
        }
    }

    /** What the keys say of a token. */
    private enum Match {
        SIGNED,
        /** By none of the keys that it could be signed by. */
        FORGED,
        /** There is no key that it could be signed by. */
        UNKNOWN
    }

    private Match match(JWSObject token, JWSHeader header) {
        Match match = known(token, header);
        if (match != Match.UNKNOWN) {
            return match;
        }
        sets.forEach(KeySet::missing);
        return known(token, header);
    }

    private Match known(JWSObject token, JWSHeader header) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        int tried = 0;
        for (KeySet set : sets) {
            List<JWK> keys = set.keys();
            for (JWK key : keys == null ? List.<JWK>of() : keys) {
                if (matcher != null
                        && matcher.matches(key)
                        && tried++ < MOST_TRIED
                        && TokenSignature.isBy(key, token)) {
                    return Match.SIGNED;
                }
            }
        }
        return tried > 0 ? Match.FORGED : Match.UNKNOWN;
    }

    private RuntimeException unsigned(Match match, JWSHeader header) {
        for (KeySet set : sets) {
            // A key that is not known may be among those of an issuer that does not answer.
            if (match == Match.UNKNOWN && set.isAway()) {
                return Refused.forNow("the keys of the token's issuer cannot be read; try again", null);
            }
        }
        return Refused.because(
                header.getKeyID() == null
                        ? "the token is signed by none of the issuer's keys"
                        : "the token is not signed by the issuer's key " + shown(header.getKeyID()));
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
