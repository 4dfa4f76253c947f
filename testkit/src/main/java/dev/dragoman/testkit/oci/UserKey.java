package dev.dragoman.testkit.oci;

import dev.dragoman.testkit.wire.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A user's key, with which all requests must be signed: the signature is checked against what arrived. */
final class UserKey {

    static final String ID = "ocid1.tenancy.oc1..fake/ocid1.user.oc1..fake/20:3b:97:13:55:1c";

    private static final List<String> SIGNED =
            List.of("date", "(request-target)", "host", "content-length", "content-type", "x-content-sha256");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final KeyPair pair = Made.PAIR;

    /** One key for all fakes of a process: to make one takes seconds. */
    private static final class Made {

        static final KeyPair PAIR = pair();
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every Java platform has RSA", never);
        }
    }

    String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    void require(RecordedRequest request, InstantSource clock) {
        String authorization = request.header("authorization").orElse("");
        boolean known = authorization.startsWith("Signature ")
                && field(authorization, "version").equals("1")
                && field(authorization, "algorithm").equals("rsa-sha256")
                && field(authorization, "keyId").equals(ID)
                && List.of(field(authorization, "headers").split(" ", -1)).containsAll(SIGNED);
        if (!known || !isRecent(request.header("date").orElse(""), clock) || !digestFits(request)) {
            throw OciRefusal.unauthenticated();
        }
        String[] names = field(authorization, "headers").split(" ", -1);
        if (!verified(text(request, names), field(authorization, "signature"))) {
            throw OciRefusal.unauthenticated();
        }
    }

    private static String text(RecordedRequest request, String[] names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            String value = name.equals("(request-target)")
                    ? request.method().toLowerCase(Locale.ROOT) + " " + request.target()
                    : name.equals("content-length")
                            ? Integer.toString(request.body().length)
                            : request.header(name).orElse("");
            text.append(text.isEmpty() ? "" : "\n").append(name).append(": ").append(value);
        }
        return text.toString();
    }

    private static boolean isRecent(String date, InstantSource clock) {
        try {
            Instant sent = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            return Duration.between(sent, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static boolean digestFits(RecordedRequest request) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(request.body());
            return request.header("x-content-sha256")
                    .orElse("")
                    .equals(Base64.getEncoder().encodeToString(digest));
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }

    private boolean verified(String text, String signature) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(pair.getPublic());
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return false;
        }
    }

    private static String field(String authorization, String name) {
        int start = authorization.indexOf(name + "=\"");
        int from = start + name.length() + 2;
        int end = start < 0 ? -1 : authorization.indexOf('"', from);
        return end < 0 ? "" : authorization.substring(from, end);
    }
}
