package dev.dragoman.gateway.cache;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Objects of one bucket, for whoever signs requests as Amazon documents it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Amazon S3: Signature Calculations for
 *     the Authorization Header</a>
 */
final class FakeS3 implements AutoCloseable {

    static final String ID = "AKIAFAKE";
    static final String SECRET = "fake/secret";

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final FakeHttp server = FakeHttp.start(this::answer);

    String url() {
        return server.url();
    }

    private FakeHttp.Reply answer(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getRawPath();
        if (!isSigned(exchange, body)) {
            return new FakeHttp.Reply(403, utf8("<Error><Code>SignatureDoesNotMatch</Code></Error>"));
        }
        if (!path.startsWith("/bucket/")) {
            return new FakeHttp.Reply(404, utf8("<Error><Code>NoSuchBucket</Code></Error>"));
        }
        byte[] object = objects.get(path);
        return switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                objects.put(path, body);
                yield new FakeHttp.Reply(200, new byte[0]);
            }
            case "DELETE" -> {
                objects.remove(path);
                yield new FakeHttp.Reply(204, new byte[0]);
            }
            case "GET" ->
                object == null
                        ? new FakeHttp.Reply(404, utf8("<Error><Code>NoSuchKey</Code></Error>"))
                        : new FakeHttp.Reply(200, object);
            default -> new FakeHttp.Reply(405, utf8("<Error><Code>MethodNotAllowed</Code></Error>"));
        };
    }

    private static boolean isSigned(HttpExchange exchange, byte[] body) {
        String authorization = header(exchange, "authorization");
        String time = header(exchange, "x-amz-date");
        String hash = hex(sha256(body));
        if (time.length() != 16 || !hash.equals(header(exchange, "x-amz-content-sha256"))) {
            return false;
        }
        String scope = time.substring(0, 8) + "/eu-west-1/s3/aws4_request";
        List<String> names =
                List.of(between(authorization, "SignedHeaders=", ",").split(";", -1));
        if (!authorization.startsWith("AWS4-HMAC-SHA256 Credential=" + ID + "/" + scope + ",")
                || !names.containsAll(List.of("host", "x-amz-content-sha256", "x-amz-date"))) {
            return false;
        }
        StringBuilder canonical = new StringBuilder(
                exchange.getRequestMethod() + "\n" + exchange.getRequestURI().getRawPath() + "\n\n");
        names.forEach(name -> canonical
                .append(name)
                .append(':')
                .append(header(exchange, name))
                .append('\n'));
        canonical.append('\n').append(String.join(";", names)).append('\n').append(hash);
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hex(sha256(utf8(canonical.toString())));
        byte[] key = utf8("AWS4" + SECRET);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return authorization.endsWith("Signature=" + hex(hmac(key, toSign)));
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start);
        int to = text.indexOf(end, Math.max(from, 0));
        return from < 0 || to < 0 ? "" : text.substring(from + start.length(), to);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
