package dev.dragoman.provider.completions;

import dev.dragoman.http.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Looks for text in JSON that is still bytes; reading a large value costs many times more than looking through it. */
final class RawText {

    private RawText() {}

    /** Whether the text, which must be ASCII, occurs. */
    static boolean contains(Slice json, String text) {
        return find(json, text.getBytes(StandardCharsets.US_ASCII), json.offset()) >= 0;
    }

    /** Whether a member of the name is followed by a value that begins with the character. */
    static boolean containsMember(Slice json, String name, char valueBegins) {
        byte[] quoted = ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
        int end = json.offset() + json.length();
        for (int at = find(json, quoted, json.offset()); at >= 0; at = find(json, quoted, at + 1)) {
            int next = skipSpace(json.array(), at + quoted.length, end);
            if (next < end && json.array()[next] == ':') {
                next = skipSpace(json.array(), next + 1, end);
                if (next < end && json.array()[next] == valueBegins) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int find(Slice json, byte[] text, int from) {
        byte[] bytes = json.array();
        int last = json.offset() + json.length() - text.length;
        byte first = text[0];
        byte second = text[1];
        for (int i = from; i <= last; i++) {
            if (bytes[i] == first
                    && bytes[i + 1] == second
                    && Arrays.equals(bytes, i, i + text.length, text, 0, text.length)) {
                return i;
            }
        }
        return -1;
    }

    private static int skipSpace(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] <= ' ') {
            at++;
        }
        return at;
    }
}
