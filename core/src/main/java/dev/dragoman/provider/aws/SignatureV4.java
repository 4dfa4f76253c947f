package dev.dragoman.provider.aws;

import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * AWS's Signature Version 4 in header fields, for every service but S3.
 *
 * @param service the name that is signed, such as {@code bedrock}
 * @param region such as {@code us-east-1}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS: Create a signed
 *     request</a>
 */
public record SignatureV4(String service, String region) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The request with its signature. What a proxy may add or change is not signed. */
    public UpstreamRequest sign(UpstreamRequest request, AwsCredentials credentials, Instant now) {
        return sign(request, credentials, now, Set.of());
    }

    /**
     * The request with its signature.
     *
     * @param further fields that are signed beside those that AWS asks for, in lower case
     */
    public UpstreamRequest sign(UpstreamRequest request, AwsCredentials credentials, Instant now, Set<String> further) {
        String time = TIME.format(now);
        Headers.Builder headers = request.headers().toBuilder().set("x-amz-date", time);
        if (credentials.sessionToken() != null) {
            headers.set("x-amz-security-token", credentials.sessionToken());
        }
        UpstreamRequest dated = request.withHeaders(headers.build());
        SortedMap<String, String> signed = signedHeaders(dated, further);
        String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        String names = String.join(";", signed.keySet());
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + Hashes.sha256(canonical(dated, signed));
        String signature = Hashes.hex(Hashes.hmac(key(credentials.secretKey(), time.substring(0, 8)), toSign));
        return dated.withHeaders(headers.set(
                        "authorization",
                        ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders="
                                + names + ", Signature=" + signature)
                .build());
    }

    /** The request in the one form in which it is hashed. */
    static String canonical(UpstreamRequest request, SortedMap<String, String> signed) {
        int query = request.target().indexOf('?');
        String path = query < 0 ? request.target() : request.target().substring(0, query);
        StringBuilder text = new StringBuilder(512).append(request.method()).append('\n');
        text.append(UriEncoding.path(path)).append('\n');
        text.append(query < 0 ? "" : UriEncoding.query(request.target().substring(query + 1)))
                .append('\n');
        signed.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        text.append('\n').append(String.join(";", signed.keySet())).append('\n');
        return text.append(hash(request.body())).toString();
    }

    static SortedMap<String, String> signedHeaders(UpstreamRequest request, Set<String> further) {
        SortedMap<String, String> signed = new TreeMap<>();
        signed.put("host", request.origin().authority());
        request.headers().forEach((name, value) -> {
            if (name.equals("content-type") || name.startsWith("x-amz-") || further.contains(name)) {
                signed.merge(name, collapsed(value), (first, second) -> first + "," + second);
            }
        });
        return signed;
    }

    private byte[] key(String secret, String day) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        return Hashes.hmac(Hashes.hmac(Hashes.hmac(Hashes.hmac(key, day), region), service), "aws4_request");
    }

    private static String hash(Body body) {
        var digest = Hashes.newSha256();
        for (Slice slice : body.slices()) {
            digest.update(slice.array(), slice.offset(), slice.length());
        }
        return Hashes.hex(digest.digest());
    }

    /** The value without spaces around it, and with one where several follow each other. */
    private static String collapsed(String value) {
        String stripped = value.strip();
        if (!stripped.contains("  ")) {
            return stripped;
        }
        StringBuilder single = new StringBuilder(stripped.length());
        for (int i = 0; i < stripped.length(); i++) {
            if (stripped.charAt(i) != ' ' || stripped.charAt(i - 1) != ' ') {
                single.append(stripped.charAt(i));
            }
        }
        return single.toString();
    }
}
