package dev.dragoman.gateway.web.netty.wire;

import dev.dragoman.http.Headers;

/** Refuses fields that would change the message they are put into. */
public final class FieldRules {

    private FieldRules() {}

    /**
     * Checks every name and value.
     *
     * @throws IllegalArgumentException for a name that is no token, or a value with line ends, other control characters
     *     or characters beyond Latin-1; the value is not shown, as it may be a secret
     */
    public static Headers checked(Headers headers) {
        headers.forEach(FieldRules::check);
        return headers;
    }

    /**
     * Checks a request target.
     *
     * @throws IllegalArgumentException when it has a space, a control character or one beyond ASCII
     */
    public static String checkedTarget(String target) {
        boolean valid = target.startsWith("/");
        for (int i = 0; i < target.length() && valid; i++) {
            valid = target.charAt(i) > 0x20 && target.charAt(i) < 0x7F;
        }
        if (!valid) {
            throw new IllegalArgumentException(
                    "request target '" + target + "' (expected: a path of printable ASCII beginning with '/')");
        }
        return target;
    }

    private static void check(String name, String value) {
        if (!isToken(name)) {
            throw new IllegalArgumentException("header field name '" + name + "' (expected: a token)");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > 0xFF || !Octets.inValue(c)) {
                throw new IllegalArgumentException("value of header field " + name + " has character U+"
                        + Integer.toHexString(c) + " at " + i + " (expected: Latin-1 without control characters)");
            }
        }
    }

    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Octets.tokenLower(name.charAt(i)) == 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
