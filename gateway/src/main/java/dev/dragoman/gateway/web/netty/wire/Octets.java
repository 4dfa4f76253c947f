package dev.dragoman.gateway.web.netty.wire;

/**
 * The character classes of HTTP.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2">RFC 9110, tokens</a>
 */
final class Octets {

    static final byte CR = '\r';
    static final byte LF = '\n';

    /** For every character of a token its lower case, for every other byte zero. */
    private static final byte[] TOKEN = new byte[256];

    static {
        for (char c = '0'; c <= '9'; c++) {
            TOKEN[c] = (byte) c;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = (byte) c;
            TOKEN[c - 'a' + 'A'] = (byte) c;
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            TOKEN[c] = (byte) c;
        }
    }

    private Octets() {}

    /** The lower case of a token's character; zero when it cannot be in a token. */
    static byte tokenLower(int octet) {
        return octet > 0xFF ? 0 : TOKEN[octet];
    }

    /** Whether the octet may stand in a field's value. */
    static boolean inValue(int octet) {
        return octet >= 0x20 && octet != 0x7F || octet == '\t';
    }

    /** The value of a hexadecimal digit; -1 for anything else. */
    static int hex(int octet) {
        if (octet >= '0' && octet <= '9') {
            return octet - '0';
        }
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** A byte as it may be shown in a message. */
    static String shown(int octet) {
        return octet > 0x20 && octet < 0x7F ? "'" + (char) octet + "'" : "0x" + Integer.toHexString(octet & 0xFF);
    }
}
