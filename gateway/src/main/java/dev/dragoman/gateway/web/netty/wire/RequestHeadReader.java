package dev.dragoman.gateway.web.netty.wire;

import dev.dragoman.http.Headers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads request heads and refuses everything that two servers could understand differently.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, message body length</a>
 */
public final class RequestHeadReader {

    /** The longest request target. */
    public static final int MAX_TARGET = 8 << 10;

    private static final int MAX_METHOD = 32;

    private String path = "";

    /** The path of the head last read, as far as reading came; empty when the request line was not readable. */
    public String path() {
        return path;
    }

    /** Forgets the head read before. */
    public void begin() {
        path = "";
    }

    /**
     * Reads a head.
     *
     * @param bytes holds the head from 0 to {@code length}, its last line empty; changed by reading
     * @throws WireException with the status to answer
     */
    public RequestHead read(byte[] bytes, int length) {
        int methodEnd = methodEnd(bytes);
        int targetEnd = targetEnd(bytes, methodEnd + 1);
        boolean old = isOldProtocol(bytes, targetEnd + 1);
        String method = new String(bytes, 0, methodEnd, StandardCharsets.ISO_8859_1);
        String target = originForm(
                new String(bytes, methodEnd + 1, targetEnd - methodEnd - 1, StandardCharsets.ISO_8859_1), method);
        int question = target.indexOf('?');
        path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        FieldReader fields = new FieldReader();
        fields.read(bytes, targetEnd + 11, length);
        return checked(method, query, old, fields);
    }

    private RequestHead checked(String method, String query, boolean old, FieldReader fields) {
        Headers headers = fields.headers();
        checkHost(fields.hosts(), headers.first("host"), old);
        long contentLength = bodyLength(fields, old);
        return new RequestHead(
                method,
                path,
                query,
                headers,
                contentLength,
                !fields.close() && (!old || fields.keepAlive()),
                expectsContinue(headers.first("expect"), old),
                old);
    }

    private static int methodEnd(byte[] bytes) {
        int at = 0;
        while (Octets.tokenLower(bytes[at] & 0xFF) != 0) {
            at++;
        }
        if (at == 0 || bytes[at] != ' ') {
            throw WireException.malformed(
                    "method has " + Octets.shown(bytes[at]) + " (expected: a token followed by one space)");
        }
        if (at > MAX_METHOD) {
            throw new WireException(501, "method of " + at + " characters (expected: at most " + MAX_METHOD + ")");
        }
        return at;
    }

    private static int targetEnd(byte[] bytes, int start) {
        int at = start;
        while (bytes[at] > 0x20 && bytes[at] < 0x7F && bytes[at] != '#') {
            at++;
        }
        if (at == start || bytes[at] != ' ') {
            throw WireException.malformed("request target has " + Octets.shown(bytes[at])
                    + " (expected: printable characters without '#', then one space)");
        }
        if (at - start > MAX_TARGET) {
            throw new WireException(
                    414, "request target of " + (at - start) + " bytes (expected: at most " + MAX_TARGET + ")");
        }
        return at;
    }

    /** Reads {@code HTTP/1.0} or {@code HTTP/1.1} and the line's end. */
    private static boolean isOldProtocol(byte[] bytes, int at) {
        boolean http = bytes[at] == 'H' && bytes[at + 1] == 'T';
        if (!http || !startsWith(bytes, at, "HTTP/") || bytes[at + 6] != '.') {
            throw WireException.malformed("request line does not end with a protocol version (expected: HTTP/1.1)");
        }
        int minor = bytes[at + 7] - '0';
        if (bytes[at + 5] != '1' || minor < 0 || minor > 9) {
            throw new WireException(505, "protocol version is not supported (expected: HTTP/1.1)");
        }
        if (bytes[at + 8] != Octets.CR || bytes[at + 9] != Octets.LF) {
            throw WireException.malformed("request line goes on after the protocol version (expected: CR LF)");
        }
        return minor == 0;
    }

    private static boolean startsWith(byte[] bytes, int at, String prefix) {
        for (int i = 0; i < prefix.length(); i++) {
            if (bytes[at + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String originForm(String target, String method) {
        if (target.charAt(0) == '/') {
            return target;
        }
        if (method.equals("CONNECT")) {
            throw new WireException(501, "method CONNECT is not supported");
        }
        int authority = schemeLength(target);
        if (authority < 0) {
            throw WireException.malformed("request target '" + target + "' (expected: a path beginning with '/')");
        }
        int slash = target.indexOf('/', authority);
        int question = target.indexOf('?', authority);
        if (slash >= 0 && (question < 0 || slash < question)) {
            return target.substring(slash);
        }
        return question < 0 ? "/" : "/" + target.substring(question);
    }

    private static int schemeLength(String target) {
        if (target.regionMatches(true, 0, "http://", 0, 7) && target.length() > 7) {
            return 7;
        }
        return target.regionMatches(true, 0, "https://", 0, 8) && target.length() > 8 ? 8 : -1;
    }

    private static void checkHost(int hosts, @Nullable String host, boolean old) {
        if (hosts > 1 || hosts == 0 && !old) {
            throw WireException.malformed(hosts + " host fields (expected: exactly one)");
        }
        if (host != null && !isHost(host)) {
            throw WireException.malformed("host '" + host + "' (expected: a name or address, and a port)");
        }
    }

    private static boolean isHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean letterOrDigit = c >= '0' && c <= '9' || (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!letterOrDigit && "-._~%!$&'()*+,;=:[]".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static long bodyLength(FieldReader fields, boolean old) {
        if (!fields.isCoded()) {
            if (fields.contentLengths() > 1) {
                throw WireException.malformed(fields.contentLengths() + " content-length fields (expected: one)");
            }
            return Math.max(0, fields.contentLength());
        }
        if (fields.contentLengths() > 0) {
            throw WireException.malformed("both content-length and transfer-encoding (expected: one of them)");
        }
        if (old) {
            throw WireException.malformed("transfer-encoding in HTTP/1.0 (expected: content-length)");
        }
        if (!fields.isChunked()) {
            throw new WireException(
                    501, "transfer-encoding '" + fields.transferEncoding() + "' (expected: chunked, once)");
        }
        return -1;
    }

    private static boolean expectsContinue(@Nullable String expect, boolean old) {
        if (expect == null || old) {
            return false;
        }
        if (!expect.equalsIgnoreCase("100-continue")) {
            throw new WireException(417, "expectation '" + expect + "' (expected: 100-continue)");
        }
        return true;
    }
}
