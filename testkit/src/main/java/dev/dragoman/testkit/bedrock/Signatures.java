package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.wire.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks AWS's Signature Version 4 as the service does: it is computed anew from what arrived. */
public final class Signatures {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final String service;
    private final String prefix;

    /**
     * Checks for one service.
     *
     * @param service the name that signatures are scoped to
     * @param prefix what was taken off the paths of requests; it is signed too
     */
    public Signatures(InstantSource clock, String service, String prefix) {
        this.clock = clock;
        this.service = service;
        this.prefix = prefix;
    }

    /** Refuses a request whose signature is not the one that the fake's pair of keys gives. */
    public void require(RecordedRequest request, String authorization) {
        String[] credential = field(authorization, "Credential=").split("/", -1);
        List<String> signed = List.of(field(authorization, "SignedHeaders=").split(";", -1));
        if (!authorization.startsWith("AWS4-HMAC-SHA256 ") || credential.length != 5 || !signed.contains("host")) {
            throw BedrockRefusal.of(403, "IncompleteSignatureException", "Authorization header is not complete.");
        }
        if (!credential[0].equals(BedrockProtocol.ACCESS_KEY_ID)) {
            throw BedrockRefusal.of(
                    403, "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        String time = request.header("x-amz-date").orElse("");
        requireTime(time);
        if (!credential[3].equals(service) || !time.startsWith(credential[1])) {
            throw mismatch("Credential should be scoped to correct service: '" + service + "'.");
        }
        String scope = String.join("/", List.of(credential).subList(1, 5));
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n"
                + hex(sha256(canonical(request, signed).getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + BedrockProtocol.SECRET_ACCESS_KEY).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(credential).subList(1, 5)) {
            key = hmac(key, part);
        }
        if (!hex(hmac(key, toSign)).equals(field(authorization, "Signature="))) {
            throw mismatch("The request signature we calculated does not match the signature you provided.");
        }
    }

    private void requireTime(String time) {
        try {
            Instant sent = Instant.from(TIME.parse(time));
            if (Duration.between(sent, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
                throw mismatch("Signature expired: " + time);
            }
        } catch (DateTimeException none) {
            throw mismatch("Date must be in ISO-8601 'basic format'. Got '" + time + "'.");
        }
    }

    private String canonical(RecordedRequest request, List<String> signed) {
        StringBuilder text = new StringBuilder();
        text.append(request.method())
                .append('\n')
                .append(encoded(prefix + request.path()))
                .append('\n')
                .append(query(request))
                .append('\n');
        for (String name : signed) {
            text.append(name)
                    .append(':')
                    .append(request.header(name).orElse("").strip())
                    .append('\n');
        }
        return text.append('\n')
                .append(String.join(";", signed))
                .append('\n')
                .append(hex(sha256(request.body())))
                .toString();
    }

    /** S3 alone signs paths as they are sent. */
    private String encoded(String path) {
        return service.equals("s3") ? path : path.replace("%", "%25");
    }

    private static String query(RecordedRequest request) {
        int mark = request.target().indexOf('?');
        String[] parameters =
                mark < 0 ? new String[0] : request.target().substring(mark + 1).split("&", -1);
        Arrays.sort(parameters);
        return String.join("&", parameters);
    }

    private static BedrockRefusal mismatch(String message) {
        return BedrockRefusal.of(403, "InvalidSignatureException", message);
    }

    private static String field(String authorization, String name) {
        int start = authorization.indexOf(name);
        if (start < 0) {
            return "";
        }
        int end = authorization.indexOf(',', start);
        return authorization
                .substring(start + name.length(), end < 0 ? authorization.length() : end)
                .strip();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every Java platform has HmacSHA256", never);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
