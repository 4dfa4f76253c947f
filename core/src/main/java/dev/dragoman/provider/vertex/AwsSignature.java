package dev.dragoman.provider.vertex;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a request without a body for AWS, as far as a question who is asking needs it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS: Create a signed
 *     request</a>
 */
record AwsSignature(String keyId, String secret, String region, String service) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The header fields of the request, signature included. */
    TreeMap<String, String> signed(String method, URI address, SortedMap<String, String> headers, Instant now) {
        String time = TIME.format(now);
        String day = time.substring(0, 8);
        TreeMap<String, String> signed = new TreeMap<>(headers);
        signed.put("host", address.getAuthority());
        signed.put("x-amz-date", time);
        String names = String.join(";", signed.keySet());
        String scope = String.join("/", day, region, service, "aws4_request");
        String content = String.join("\n", ALGORITHM, time, scope, digest(canonical(method, address, signed, names)));
        String signature = HexFormat.of().formatHex(mac(key(day), content));
        signed.put(
                "authorization",
                ALGORITHM + " Credential=" + keyId + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                        + signature);
        return signed;
    }

    private static String canonical(String method, URI address, SortedMap<String, String> headers, String names) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        StringBuilder fields = new StringBuilder();
        headers.forEach((name, value) ->
                fields.append(name).append(':').append(value.strip()).append('\n'));
        return String.join("\n", method, path, query(address), fields, names, digest(""));
    }

    private static String query(URI address) {
        String query = address.getRawQuery();
        if (query == null) {
            return "";
        }
        String[] parameters = query.split("&", -1);
        Arrays.sort(parameters);
        return String.join("&", parameters);
    }

    private byte[] key(String day) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {day, region, service, "aws4_request"}) {
            key = mac(key, part);
        }
        return key;
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", never);
        }
    }

    private static String digest(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return keyId + " in " + region;
    }
}
