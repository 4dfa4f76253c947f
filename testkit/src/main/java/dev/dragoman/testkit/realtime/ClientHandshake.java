package dev.dragoman.testkit.realtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client's opening handshake as it arrived.
 *
 * @param method the HTTP method
 * @param path the path
 * @param query the decoded parameters in order
 * @param headers the fields, names in lower case; of a repeated one the last
 */
public record ClientHandshake(String method, String path, Map<String, String> query, Map<String, String> headers) {

    private static final int LONGEST = 64 << 10;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** Copies the maps. */
    public ClientHandshake {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    static ClientHandshake read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0 || head.length() > LONGEST) {
                throw new IOException("no whole request head");
            }
            head.append((char) octet);
        }
        String[] lines = head.toString().split("\r\n", -1);
        String[] start = lines[0].split(" ", -1);
        if (start.length != 3 || !start[2].equals("HTTP/1.1")) {
            throw new IOException("request line " + lines[0]);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        int question = start[1].indexOf('?');
        String path = question < 0 ? start[1] : start[1].substring(0, question);
        return new ClientHandshake(
                start[0], path, query(question < 0 ? "" : start[1].substring(question + 1)), headers);
    }

    /** What is wrong with it as a handshake; null when nothing is. */
    @Nullable
    String fault() {
        if (!method.equals("GET") || !"websocket".equalsIgnoreCase(headers.get("upgrade"))) {
            return "not a WebSocket handshake";
        }
        if (!header("connection").toLowerCase(Locale.ROOT).contains("upgrade")
                || !header("sec-websocket-version").equals("13")
                || header("host").isEmpty()
                || !isKey(header("sec-websocket-key"))) {
            return "a WebSocket handshake with wrong fields";
        }
        return headers.containsKey("content-length") || headers.containsKey("transfer-encoding")
                ? "a WebSocket handshake with a body"
                : null;
    }

    /** The field, or nothing. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The proof that its key was read. */
    String proof() {
        try {
            byte[] text = (header("sec-websocket-key") + GUID).getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static Map<String, String> query(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                String name = decoded(parameter.substring(0, equals));
                if (parameters.put(name, decoded(parameter.substring(equals + 1))) != null) {
                    parameters.put(name, "twice");
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
