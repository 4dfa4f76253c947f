package dev.dragoman.gateway.web.netty.server;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Finds out whether a private key belongs to a certificate: while two files are being replaced, it may not. */
final class KeyPairCheck {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final byte[] TEXT = "both belong together".getBytes(StandardCharsets.US_ASCII);

    private KeyPairCheck() {}

    /**
     * Checks a certificate and a key in PEM.
     *
     * @throws GeneralSecurityException when one of them cannot be read, or they do not belong together
     */
    static void check(byte[] certificatePem, byte[] keyPem) throws GeneralSecurityException {
        PublicKey open = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificatePem))
                .getPublicKey();
        PrivateKey secret = KeyFactory.getInstance(open.getAlgorithm()).generatePrivate(decoded(keyPem));
        Signature signer = Signature.getInstance(signatureOf(open.getAlgorithm()));
        signer.initSign(secret);
        signer.update(TEXT);
        byte[] signature = signer.sign();
        signer.initVerify(open);
        signer.update(TEXT);
        if (!signer.verify(signature)) {
            throw new GeneralSecurityException("the private key does not belong to the certificate");
        }
    }

    private static PKCS8EncodedKeySpec decoded(byte[] keyPem) throws GeneralSecurityException {
        String text = new String(keyPem, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new GeneralSecurityException(
                    "no private key was found (expected: PKCS#8 in PEM, beginning with " + BEGIN + ")");
        }
        try {
            return new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end)));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the private key is not proper Base64", e);
        }
    }

    private static String signatureOf(String algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA" -> "EdDSA";
            default ->
                throw new GeneralSecurityException("key of algorithm " + algorithm + " (expected: RSA, EC or EdDSA)");
        };
    }
}
