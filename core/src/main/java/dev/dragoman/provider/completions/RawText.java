package dev.dragoman.provider.completions;

import dev.dragoman.http.Slice;
import java.nio.charset.StandardCharsets;

/**
 * JSON that is still bytes, to look through for text: reading a large value costs many times more. Every byte is taken for
 * one character, which is copied and searched many bytes at a time, and finds ASCII as it is.
 */
final class RawText {

    private final String text;

    RawText(Slice json) {
        this.text = new String(json.array(), json.offset(), json.length(), StandardCharsets.ISO_8859_1);
    }

    /** Whether a member of that name occurs, or a text that is the same. */
    boolean names(String name) {
        return text.contains('"' + name + '"');
    }

    /** Whether a member of the name has a value that begins with the character. */
    boolean hasMember(String name, char valueBegins) {
        for (int value = nextValue(name, 0); value >= 0; value = nextValue(name, value)) {
            if (value < text.length() && text.charAt(value) == valueBegins) {
                return true;
            }
        }
        return false;
    }

    /** Whether a member of the name holds more text than that. */
    boolean hasLongText(String name, int length) {
        for (int value = nextValue(name, 0); value >= 0; value = nextValue(name, value)) {
            int end = text.indexOf('"', value + 1);
            if (value < text.length() && text.charAt(value) == '"' && end - value - 1 > length) {
                return true;
            }
        }
        return false;
    }

    /** Where the value of the next member of the name begins; -1 when there is none. */
    private int nextValue(String name, int from) {
        String quoted = '"' + name + '"';
        for (int at = text.indexOf(quoted, from); at >= 0; at = text.indexOf(quoted, at + 1)) {
            int colon = skipSpace(at + quoted.length());
            if (colon < text.length() && text.charAt(colon) == ':') {
                return skipSpace(colon + 1);
            }
        }
        return -1;
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }
}
