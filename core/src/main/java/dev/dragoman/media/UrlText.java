package dev.dragoman.media;

import java.nio.charset.StandardCharsets;

/** Path and query of an address as people write it, made fit for a request line. */
final class UrlText {

    private static final String ESCAPED = "\"<>\\^`{|}";
    private static final String HEX = "0123456789ABCDEF";

    private UrlText() {}

    /** The text without its fragment, escaped where it must be; it begins with a slash. */
    static String target(String text) {
        int end = text.indexOf('#') < 0 ? text.length() : text.indexOf('#');
        StringBuilder target = new StringBuilder(end + 16);
        if (!text.startsWith("/")) {
            target.append('/');
        }
        for (byte octet : text.substring(0, end).getBytes(StandardCharsets.UTF_8)) {
            append(target, octet);
        }
        return target.toString();
    }

    private static void append(StringBuilder target, byte octet) {
        if (octet > ' ' && octet < 0x7F && ESCAPED.indexOf(octet) < 0) {
            target.append((char) octet);
        } else {
            target.append('%').append(HEX.charAt(octet >> 4 & 0xF)).append(HEX.charAt(octet & 0xF));
        }
    }
}
