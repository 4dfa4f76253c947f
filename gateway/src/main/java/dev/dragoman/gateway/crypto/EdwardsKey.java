package dev.dragoman.gateway.crypto;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/**
 * Signatures by Ed25519, which Java itself can verify.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8037">RFC 8037</a>
 */
final class EdwardsKey {

    private static final String NAME = "Ed25519";
    private static final int BYTES = 32;
    private static final int SIGN = 0x80;

    private EdwardsKey() {}

    /** Whether the token is signed by the key. */
    static boolean signed(JWSObject token, OctetKeyPair key) {
        byte[] point = key.getDecodedX();
        if (!Curve.Ed25519.equals(key.getCurve()) || point.length != BYTES) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(NAME);
            EdECPublicKeySpec spec = new EdECPublicKeySpec(NamedParameterSpec.ED25519, point(point));
            signature.initVerify(KeyFactory.getInstance(NAME).generatePublic(spec));
            signature.update(token.getSigningInput());
            return signature.verify(token.getSignature().decode());
        } catch (GeneralSecurityException misfit) {
            return false;
        }
    }

    /** The point, which is told with its last byte first and the sign in the highest bit. */
    private static EdECPoint point(byte[] told) {
        byte[] y = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            y[i] = told[BYTES - 1 - i];
        }
        boolean odd = (y[0] & SIGN) != 0;
        y[0] &= (byte) ~SIGN;
        return new EdECPoint(odd, new BigInteger(1, y));
    }
}
