package dev.dragoman.provider.oci;

import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;

/**
 * Oracle's signature of requests: the draft of HTTP signatures with RSA and SHA-256.
 *
 * @param keyId tenancy, user and fingerprint of the key
 * @see <a href="https://docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm">Oracle: Request signatures</a>
 */
record OciSignature(String keyId, PrivateKey key) {

    private static final String SIGNED = "date (request-target) host content-length content-type x-content-sha256";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The request with its signature. */
    UpstreamRequest sign(UpstreamRequest request, Instant now) {
        String date = DATE.format(now);
        String digest = Base64.getEncoder().encodeToString(sha256(request));
        String type = Objects.requireNonNullElse(request.headers().first("content-type"), "application/json");
        String text =
                "date: " + date + "\n(request-target): " + request.method().toLowerCase(Locale.ROOT) + " "
                        + request.target() + "\nhost: " + request.origin().authority() + "\ncontent-length: "
                        + request.body().length() + "\ncontent-type: " + type + "\nx-content-sha256: " + digest;
        String authorization = "Signature version=\"1\",keyId=\"" + keyId + "\",algorithm=\"rsa-sha256\",headers=\""
                + SIGNED + "\",signature=\"" + Base64.getEncoder().encodeToString(signed(text)) + "\"";
        return request.withHeaders(request.headers().toBuilder()
                .set("date", date)
                .set("content-type", type)
                .set("x-content-sha256", digest)
                .set("authorization", authorization)
                .build());
    }

    private static byte[] sha256(UpstreamRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Slice slice : request.body().slices()) {
                digest.update(slice.array(), slice.offset(), slice.length());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }

    private byte[] signed(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("oci_key: cannot sign (expected: an RSA key)", unusable);
        }
    }

    /** No key in here. */
    @Override
    public String toString() {
        return keyId;
    }
}
