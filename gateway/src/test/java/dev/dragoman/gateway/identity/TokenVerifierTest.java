package dev.dragoman.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.config.TokenSettings;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.http.Upstream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are genuine and good, whatever becomes of the issuer's keys; by a clock of the test's own. */
final class TokenVerifierTest {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final TokenIssuer issuer = new TokenIssuer();
    private final Upstream network = new JdkUpstream();
    private Instant now = Instant.parse("2030-05-01T12:00:00Z");
    private final InstantSource clock = () -> now;

    @AfterEach
    void close() {
        issuer.close();
        network.close();
    }

    private TokenVerifier verifier(List<String> audiences, List<String> issuers) {
        TokenSettings.Trust trust =
                new TokenSettings.Trust(List.of(issuer.keysUrl()), audiences, issuers, Duration.ofMinutes(10));
        return new TokenVerifier(trust, TokenIssuer.patient(network), clock);
    }

    private TokenVerifier verifier() {
        return verifier(List.of(), List.of());
    }

    private String claims(String more) {
        return ("{'sub':'ann','exp':" + (now.getEpochSecond() + 3600) + more + "}").replace('\'', '"');
    }

    private String token(JWK key) {
        return TokenIssuer.signed(JWSAlgorithm.RS256, key, claims(""));
    }

    private static void refuses(ThrowingCallable call, String why) {
        assertThatThrownBy(call).isInstanceOf(AuthenticationException.class).hasMessageContaining(why);
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void signaturesByRsaCount(String algorithm) {
        String token = TokenIssuer.signed(JWSAlgorithm.parse(algorithm), TokenIssuer.RSA, claims(""));

        TokenVerifier.Verified verified = verifier().verify(token);

        assertThat(verified.claims().string("sub")).isEqualTo("ann");
        assertThat(verified.until()).isEqualTo(now.plusSeconds(3630));
    }

    @Test
    void signaturesByCurvesCount() {
        String token = TokenIssuer.signed(JWSAlgorithm.ES256, TokenIssuer.CURVE, claims(""));

        assertThat(verifier().verify(token).claims().string("sub")).isEqualTo("ann");
    }

    @Test
    void signaturesByEdwardsCurvesCount() throws GeneralSecurityException {
        for (int i = 0; i < 8; i++) {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
            String key = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"ed-" + i + "\",\"x\":\""
                    + BASE64.encodeToString(point) + "\"}";
            issuer.tellsAlso(key);
            String signed = BASE64.encodeToString(
                            ("{\"alg\":\"EdDSA\",\"kid\":\"ed-" + i + "\"}").getBytes(StandardCharsets.UTF_8))
                    + "." + BASE64.encodeToString(claims("").getBytes(StandardCharsets.UTF_8));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            byte[] bytes = signature.sign();
            TokenVerifier verifier = verifier();

            assertThat(verifier.verify(signed + "." + BASE64.encodeToString(bytes))
                            .claims()
                            .string("sub"))
                    .isEqualTo("ann");
            bytes[i] ^= 1;
            refuses(() -> verifier.verify(signed + "." + BASE64.encodeToString(bytes)), "not signed");
        }
    }

    @Test
    void aTokenIsGoodFromItsBeginningToItsEndGiveOrTakeHalfAMinute() {
        TokenVerifier verifier = verifier();
        long second = now.getEpochSecond();
        String token = TokenIssuer.signed(
                JWSAlgorithm.RS256, TokenIssuer.RSA, "{\"nbf\":" + (second + 100) + ",\"exp\":" + (second + 200) + "}");

        pass(69);
        refuses(() -> verifier.verify(token), "(nbf)");
        pass(1);
        verifier.verify(token);
        pass(159);
        verifier.verify(token);
        pass(1);
        refuses(() -> verifier.verify(token), "(exp)");
    }

    @Test
    void timesMustBeTold() {
        TokenVerifier verifier = verifier();

        for (String claims : List.of("{}", "{\"exp\":\"soon\"}", "{\"exp\":-1}", "{\"exp\":1e300}", "{\"exp\":null}")) {
            String token = TokenIssuer.signed(JWSAlgorithm.RS256, TokenIssuer.RSA, claims);
            refuses(() -> verifier.verify(token), "exp");
        }
    }

    @Test
    void audienceAndIssuerMustBeThoseThatAreWanted() {
        TokenVerifier verifier = verifier(List.of("gateway", "other"), List.of("https://issuer"));
        String issued = ",'iss':'https://issuer'";

        verifier.verify(TokenIssuer.signed(JWSAlgorithm.RS256, TokenIssuer.RSA, claims(issued + ",'aud':'gateway'")));
        verifier.verify(
                TokenIssuer.signed(JWSAlgorithm.RS256, TokenIssuer.RSA, claims(issued + ",'aud':['x','other']")));
        for (String aud : List.of("", ",'aud':'gate'", ",'aud':['x']", ",'aud':7", ",'aud':{'gateway':1}")) {
            String token = TokenIssuer.signed(JWSAlgorithm.RS256, TokenIssuer.RSA, claims(issued + aud));
            refuses(() -> verifier.verify(token), "JWT_AUDIENCE");
        }
        String foreign = TokenIssuer.signed(
                JWSAlgorithm.RS256, TokenIssuer.RSA, claims(",'iss':'https://issuer/','aud':'gateway'"));
        refuses(() -> verifier.verify(foreign), "JWT_ISSUER");
    }

    @Test
    void nobodySignsByWhatIsPublic() throws JOSEException {
        TokenVerifier verifier = verifier();
        byte[] pem = TokenIssuer.RSA.toRSAPublicKey().getEncoded();
        for (byte[] secret :
                List.of(pem, TokenIssuer.RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            String token = TokenIssuer.signed(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(TokenIssuer.RSA.getKeyID())
                            .build(),
                    new MACSigner(secret),
                    claims(""));
            refuses(() -> verifier.verify(token), "signed by HS256");
        }
    }

    @Test
    void aTokenWithoutASignatureIsNone() {
        TokenVerifier verifier = verifier();
        for (String algorithm : List.of("none", "None", "NONE", "")) {
            String header = BASE64.encodeToString(
                    ("{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa-1\"}").getBytes(StandardCharsets.UTF_8));
            String payload = BASE64.encodeToString(claims("").getBytes(StandardCharsets.UTF_8));
            for (String signature : List.of("", "AA")) {
                refuses(() -> verifier.verify(header + "." + payload + "." + signature), "");
            }
        }
    }

    @Test
    void keysThatATokenBringsAlongMeanNothing() throws JOSEException {
        RSAKey own = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        String token = TokenIssuer.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("rsa-1")
                        .jwk(own.toPublicJWK())
                        .build(),
                new RSASSASigner(own),
                claims(""));

        refuses(() -> verifier().verify(token), "not signed by the issuer's key rsa-1");
    }

    @Test
    void extensionsThatMustBeUnderstoodAreRefused() throws JOSEException {
        String token = TokenIssuer.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("rsa-1")
                        .criticalParams(Set.of("exp"))
                        .customParam("exp", 1)
                        .build(),
                new RSASSASigner(TokenIssuer.RSA),
                claims(""));

        refuses(() -> verifier().verify(token), "crit");
    }

    @Test
    void aKeyOfOneKindIsNoKeyOfAnother() {
        // The curve's key under the name of the other one.
        String token = TokenIssuer.signed(JWSAlgorithm.ES256, TokenIssuer.CURVE, claims(""));
        String[] parts = token.split("\\.", -1);
        String header = BASE64.encodeToString("{\"alg\":\"RS256\",\"kid\":\"ec-1\"}".getBytes(StandardCharsets.UTF_8));

        refuses(() -> verifier().verify(header + "." + parts[1] + "." + parts[2]), "not signed by");
    }

    @Test
    void whenTheIssuerTakesAnotherKeyItIsReadOnce() {
        TokenVerifier verifier = verifier();
        verifier.verify(token(TokenIssuer.RSA));
        issuer.tells(TokenIssuer.NEXT, TokenIssuer.CURVE);
        long before = verifier.version();

        refuses(() -> verifier.verify(token(TokenIssuer.NEXT)), "rsa-2"); // it was asked just now
        pass(6);
        verifier.verify(token(TokenIssuer.NEXT));
        pass(6);

        assertThat(issuer.asked()).isEqualTo(2);
        assertThat(verifier.version()).isGreaterThan(before);
        refuses(() -> verifier.verify(token(TokenIssuer.RSA)), "rsa-1");
    }

    @Test
    void madeUpKeysAskTheIssuerRarely() throws JOSEException {
        TokenVerifier verifier = verifier();
        RSAKey own = new RSAKeyGenerator(2048).keyID("x").generate();
        for (int i = 0; i < 100; i++) {
            String token = TokenIssuer.signed(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID("made-up-" + i)
                            .build(),
                    new RSASSASigner(own),
                    claims(""));
            refuses(() -> verifier.verify(token), "made-up");
            now = now.plusMillis(200);
        }

        assertThat(issuer.asked()).isLessThanOrEqualTo(5); // once in five seconds of twenty
    }

    @Test
    void anIssuerThatWasNeverReachedMakesNobodyAStranger() {
        issuer.answers(500);
        TokenVerifier verifier = verifier();

        assertThatThrownBy(() -> verifier.verify(token(TokenIssuer.RSA)))
                .isInstanceOf(ServiceUnavailableException.class);
        issuer.answers(200);
        pass(6);
        verifier.verify(token(TokenIssuer.RSA));
    }

    @Test
    void anIssuerThatIsAwayIsBelievedForAWhile() {
        TokenVerifier verifier = verifier();
        verifier.verify(token(TokenIssuer.RSA));
        issuer.answers(503);

        pass(11 * 60);
        verifier.verify(token(TokenIssuer.RSA));
        pass(50 * 60);
        verifier.verify(token(TokenIssuer.RSA));
        // A forged token stays one; a key that is not known may have come meanwhile.
        refuses(() -> verifier.verify(token(TokenIssuer.RSA) + "A"), "");
        assertThatThrownBy(() -> verifier.verify(token(TokenIssuer.NEXT)))
                .isInstanceOf(ServiceUnavailableException.class);
        pass(20 * 60);
        assertThatThrownBy(() -> verifier.verify(token(TokenIssuer.RSA)))
                .isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void keysAreReadAgainBeforeTheirTimeIsOver() throws InterruptedException {
        TokenVerifier verifier = verifier();
        verifier.verify(token(TokenIssuer.RSA));
        pass(9 * 60);

        verifier.verify(token(TokenIssuer.RSA));

        long end = System.nanoTime() + 20_000_000_000L;
        while (issuer.asked() < 2 && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(issuer.asked()).isEqualTo(2);
    }

    @Test
    void aSetWithKeysOfUnknownKindsCounts() {
        issuer.tellsAlso("{\"kty\":\"QUANTUM\",\"kid\":\"q\"}", "{\"kty\":\"RSA\",\"kid\":\"broken\"}", "7");

        assertThat(verifier().verify(token(TokenIssuer.RSA)).claims().string("sub"))
                .isEqualTo("ann");
    }

    @Test
    void mangledTokensNeverPass() {
        TokenVerifier verifier = verifier();
        Random random = new Random(20_300_501);
        List<String> genuine = List.of(
                token(TokenIssuer.RSA),
                TokenIssuer.signed(JWSAlgorithm.ES256, TokenIssuer.CURVE, claims(",'scope':'litellm_proxy_admin'")));
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String token = genuine.get(i % 2);
            String mangled = mangled(token, genuine.get((i + 1) % 2), random);
            if (!decoded(mangled).equals(decoded(token))) {
                try {
                    verifier.verify(mangled);
                    passed.add(mangled);
                } catch (LlmException refused) {
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(String.valueOf(refused.getMessage())).doesNotContain(token.split("\\.", -1)[2]);
                }
            }
        }

        assertThat(passed).isEmpty();
    }

    /** What a token stands for: several texts may stand for the same bytes. */
    private static String decoded(String token) {
        StringBuilder decoded = new StringBuilder();
        for (String part : token.split("\\.", -1)) {
            try {
                decoded.append(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException none) {
                return token;
            }
            decoded.append('.');
        }
        return decoded.toString();
    }

    private static String mangled(String token, String other, Random random) {
        StringBuilder mangled = new StringBuilder(token);
        String[] parts = token.split("\\.", -1);
        String[] others = other.split("\\.", -1);
        switch (random.nextInt(6)) {
            case 0 -> {
                int at = random.nextInt(token.length());
                mangled.setCharAt(at, (char) (' ' + random.nextInt(95)));
            }
            case 1 -> mangled.delete(random.nextInt(token.length()), token.length());
            case 2 -> mangled.insert(random.nextInt(token.length()), (char) ('A' + random.nextInt(26)));
            case 3 -> {
                parts[random.nextInt(3)] = others[random.nextInt(3)];
                return String.join(".", parts);
            }
            case 4 -> {
                byte[] bytes = Base64.getUrlDecoder().decode(parts[random.nextInt(3)]);
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                int at = random.nextInt(3);
                parts[at] = BASE64.encodeToString(bytes);
                return String.join(".", parts);
            }
            default -> {
                int from = random.nextInt(token.length());
                int to = from + random.nextInt(token.length() - from);
                mangled.replace(
                        from,
                        to,
                        new StringBuilder(token.substring(from, to)).reverse().toString());
            }
        }
        return mangled.toString();
    }
}
