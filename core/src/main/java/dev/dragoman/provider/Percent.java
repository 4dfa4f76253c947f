package dev.dragoman.provider;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding of text in addresses: ASCII's letters and digits stay, all else is encoded as UTF-8 in capital digits.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.1">RFC 3986: Percent-encoding</a>
 */
public final class Percent {

    /** The characters beside letters and digits that mean nothing in any part of an address. */
    public static final String UNRESERVED = "-._~";

    private static final String HEX = "0123456789ABCDEF";

    private Percent() {}

    /** The text encoded, but for these characters too. */
    public static String encoded(String text, String plain) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if ((b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || plain.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.charAt(b >> 4 & 0xF)).append(HEX.charAt(b & 0xF));
            }
        }
        return encoded.toString();
    }
}
