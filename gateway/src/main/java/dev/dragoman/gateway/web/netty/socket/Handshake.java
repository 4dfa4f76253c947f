package dev.dragoman.gateway.web.netty.socket;

import dev.dragoman.gateway.web.HandshakeException;
import dev.dragoman.gateway.web.WebSocketOffer;
import dev.dragoman.http.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the opening handshake, for both ends.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4">RFC 6455, opening handshake</a>
 */
public final class Handshake {

    /** The version of the protocol. */
    public static final String VERSION = "13";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final int BAD = 400;
    private static final int UPGRADE = 426;

    private Handshake() {}

    /**
     * A client's wish.
     *
     * @throws HandshakeException when the handshake breaks a rule
     */
    public static WebSocketOffer offer(String method, Headers headers, long bodyLength) {
        if (!hasToken(headers, "upgrade", "websocket")) {
            throw new HandshakeException(
                    UPGRADE,
                    "a plain HTTP request (expected: a WebSocket handshake over HTTP/1.1, Upgrade: websocket)");
        }
        if (!method.equals("GET") || bodyLength != 0) {
            throw bad("a WebSocket handshake with method " + method + " and a body of " + bodyLength
                    + " bytes (expected: GET without a body)");
        }
        if (!hasToken(headers, "connection", "upgrade")) {
            throw bad("connection: " + headers.first("connection") + " (expected: Upgrade)");
        }
        String version = single(headers, "sec-websocket-version", VERSION);
        if (!VERSION.equals(version)) {
            throw new HandshakeException(UPGRADE, "sec-websocket-version: " + version + " (expected: " + VERSION + ")");
        }
        key(headers);
        return new WebSocketOffer(protocols(headers));
    }

    /** The key of a client's valid handshake. */
    public static String key(Headers headers) {
        String key = single(headers, "sec-websocket-key", "16 random bytes in base64");
        if (!isKey(key)) {
            throw bad("sec-websocket-key: " + key + " (expected: 16 random bytes in base64)");
        }
        return key;
    }

    /** The proof that the server has read the key. */
    public static String accepted(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }

    /** A key of these random bytes. */
    public static String key(byte[] random) {
        return Base64.getEncoder().encodeToString(random);
    }

    /** What is wrong with a server's answer that switches protocols; null when nothing is. */
    public static @Nullable String fault(Headers answer, String key, List<String> offered) {
        if (!hasToken(answer, "upgrade", "websocket") || !hasToken(answer, "connection", "upgrade")) {
            return "the answer switches to another protocol than WebSocket";
        }
        if (!accepted(key).equals(answer.first("sec-websocket-accept"))) {
            return "sec-websocket-accept in the answer does not fit the handshake's key";
        }
        if (answer.contains("sec-websocket-extensions")) {
            return "the answer has sec-websocket-extensions, which were not offered";
        }
        String protocol = answer.first("sec-websocket-protocol");
        return protocol == null || offered.contains(protocol)
                ? null
                : "the answer chose sec-websocket-protocol " + protocol + ", which was not offered";
    }

    private static List<String> protocols(Headers headers) {
        List<String> protocols = new ArrayList<>(2);
        for (String value : headers.all("sec-websocket-protocol")) {
            for (String protocol : value.split(",", -1)) {
                if (protocol.isBlank()) {
                    throw bad("sec-websocket-protocol: an empty name (expected: names separated by commas)");
                }
                protocols.add(protocol.strip());
            }
        }
        return protocols;
    }

    private static String single(Headers headers, String name, String expected) {
        List<String> values = headers.all(name);
        if (values.size() != 1) {
            throw bad(name + ": " + (values.isEmpty() ? "missing" : "there " + values.size() + " times")
                    + " (expected: once, " + expected + ")");
        }
        return values.getFirst().strip();
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES && key.length() == 24;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static boolean hasToken(Headers headers, String name, String token) {
        for (String value : headers.all(name)) {
            for (String part : value.split(",", -1)) {
                if (part.strip().toLowerCase(Locale.ROOT).equals(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static HandshakeException bad(String message) {
        return new HandshakeException(BAD, message);
    }
}
