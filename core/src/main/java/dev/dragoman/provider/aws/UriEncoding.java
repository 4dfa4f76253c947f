package dev.dragoman.provider.aws;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Percent-encoding as AWS defines it: letters, digits and {@code -._~} stay, all else is encoded in capital digits. */
public final class UriEncoding {

    private static final String HEX = "0123456789ABCDEF";

    private UriEncoding() {}

    /** One segment of a path, slashes encoded too. */
    public static String segment(String text) {
        return encoded(text, "-._~");
    }

    /** A path as it is signed: what is encoded already is encoded once more. */
    static String path(String path) {
        return encoded(path, "-._~/");
    }

    /** A query as it is signed: in order, every parameter with a value. */
    static String query(String query) {
        String[] parameters = query.split("&", -1);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] =
                    parameters[i].isEmpty() || parameters[i].indexOf('=') >= 0 ? parameters[i] : parameters[i] + "=";
        }
        Arrays.sort(parameters);
        return String.join("&", parameters);
    }

    private static String encoded(String text, String also) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if ((b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || also.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.charAt(b >> 4 & 0xF)).append(HEX.charAt(b & 0xF));
            }
        }
        return encoded.toString();
    }
}
