package dev.dragoman.gateway.web.netty.wire;

import dev.dragoman.http.Headers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the field lines of a head and what they say about the message's frame. */
final class FieldReader {

    private final Headers.Builder fields = Headers.builder();
    private long contentLength = -1;
    private int contentLengths;
    private boolean lengthsDiffer;
    private int hosts;
    private @Nullable String transferEncoding;
    private int transferEncodings;
    private boolean close;
    private boolean keepAlive;

    /** Reads every line from {@code at} to the empty one before {@code end}; lowers names in place. */
    void read(byte[] bytes, int at, int end) {
        int line = at;
        while (bytes[line] != Octets.CR) {
            line = field(bytes, line, end);
        }
        if (line != end - 2) {
            throw WireException.malformed("header has a line that begins with CR (expected: a field name)");
        }
    }

    Headers headers() {
        return fields.build();
    }

    /** The announced length; -1 without one. */
    long contentLength() {
        return contentLength;
    }

    int contentLengths() {
        return contentLengths;
    }

    boolean lengthsDiffer() {
        return lengthsDiffer;
    }

    int hosts() {
        return hosts;
    }

    /** Whether any transfer coding is named. */
    boolean isCoded() {
        return transferEncodings > 0;
    }

    /** Whether {@code chunked} is the only transfer coding, named once. */
    boolean isChunked() {
        return transferEncodings == 1 && "chunked".equalsIgnoreCase(transferEncoding);
    }

    @Nullable
    String transferEncoding() {
        return transferEncoding;
    }

    boolean close() {
        return close;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    private int field(byte[] bytes, int start, int end) {
        int colon = nameEnd(bytes, start);
        int valueStart = colon + 1;
        while (bytes[valueStart] == ' ' || bytes[valueStart] == '\t') {
            valueStart++;
        }
        int cr = valueEnd(bytes, valueStart, end);
        int valueEnd = cr;
        while (valueEnd > valueStart && (bytes[valueEnd - 1] == ' ' || bytes[valueEnd - 1] == '\t')) {
            valueEnd--;
        }
        String name = FieldNames.of(bytes, start, colon - start);
        String value = new String(bytes, valueStart, valueEnd - valueStart, StandardCharsets.ISO_8859_1);
        fields.add(name, value);
        note(name, value);
        return cr + 2;
    }

    private static int nameEnd(byte[] bytes, int start) {
        int at = start;
        for (byte lower; (lower = Octets.tokenLower(bytes[at] & 0xFF)) != 0; at++) {
            bytes[at] = lower;
        }
        if (bytes[at] != ':' || at == start) {
            throw WireException.malformed("header field name has " + Octets.shown(bytes[at])
                    + (at == start ? " at its start" : "") + " (expected: a token directly followed by ':')");
        }
        return at;
    }

    private static int valueEnd(byte[] bytes, int start, int end) {
        int at = start;
        while (Octets.inValue(bytes[at] & 0xFF)) {
            at++;
        }
        if (bytes[at] != Octets.CR || at + 1 >= end || bytes[at + 1] != Octets.LF) {
            throw WireException.malformed("header field value has " + Octets.shown(bytes[at])
                    + " (expected: no control characters, and CR LF at its end)");
        }
        return at;
    }

    private void note(String name, String value) {
        switch (name) {
            case "content-length" -> noteLength(value);
            case "transfer-encoding" -> {
                transferEncoding = value;
                transferEncodings++;
            }
            case "host" -> hosts++;
            case "connection" -> {
                close |= hasToken(value, "close");
                keepAlive |= hasToken(value, "keep-alive");
            }
            default -> {}
        }
    }

    private void noteLength(String value) {
        long length = decimal(value);
        lengthsDiffer |= contentLengths > 0 && length != contentLength;
        contentLength = length;
        contentLengths++;
    }

    private static long decimal(String value) {
        if (value.isEmpty() || value.length() > 18) {
            throw badLength(value);
        }
        long number = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw badLength(value);
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static WireException badLength(String value) {
        return WireException.malformed("content-length '" + value + "' (expected: decimal digits)");
    }

    /** Whether a comma-separated list has the token, in any case. */
    static boolean hasToken(String list, String token) {
        int start = 0;
        while (start < list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            if (list.substring(start, end).strip().equalsIgnoreCase(token)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }
}
