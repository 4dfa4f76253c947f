package dev.dragoman.gateway.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of JSON web tokens. Only algorithms of a private and a public key count: with any other, whoever knows what is public could
 * sign.
 */
public final class TokenSignature {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.EdDSA,
            JWSAlgorithm.Ed25519);
    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_NAME = 80;

    private TokenSignature() {}

    /** What keeps a token of that header from being believed, whoever signed it; null for nothing. */
    public static @Nullable String mistake(JWSHeader header) {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            String name = header.getAlgorithm().getName();
            String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
            return "is signed by " + shown + " (expected: one of "
                    + ALGORITHMS.stream().map(JWSAlgorithm::getName).sorted().collect(Collectors.joining(", ")) + ")";
        }
        if (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty()) {
            return "has crit in its header (expected: no extensions that must be understood)";
        }
        return null;
    }

    /** Whether the token is signed by the key; never by a key that is too weak, or of a kind that is not known. */
    public static boolean isBy(JWK key, JWSObject token) {
        if (key instanceof OctetKeyPair pair) {
            return EdwardsKey.signed(token, pair);
        }
        try {
            JWSVerifier verifier = verifier(key);
            return verifier != null && token.verify(verifier);
        } catch (JOSEException | IllegalStateException misfit) {
            return false;
        }
    }

    private static @Nullable JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa when rsa.size() >= SHORTEST_RSA -> new RSASSAVerifier(rsa);
            case ECKey curve -> new ECDSAVerifier(curve);
            default -> null;
        };
    }
}
