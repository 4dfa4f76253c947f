package dev.dragoman.provider.completions;

import dev.dragoman.http.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An image's address written as plain text where OpenAI wants an object; looked for without parsing, for images are large. */
final class PlainAddress {

    private static final byte[] NAME = "\"image_url\"".getBytes(StandardCharsets.US_ASCII);

    private PlainAddress() {}

    static boolean isIn(@Nullable Slice json) {
        if (json == null) {
            return false;
        }
        byte[] bytes = json.array();
        int end = json.offset() + json.length();
        for (int i = json.offset(); i < end - NAME.length; i++) {
            if (bytes[i] == '"'
                    && bytes[i + 1] == 'i'
                    && Arrays.equals(bytes, i, i + NAME.length, NAME, 0, NAME.length)
                    && isText(bytes, i + NAME.length, end)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a colon and a text follow. */
    private static boolean isText(byte[] bytes, int from, int end) {
        boolean colon = false;
        for (int i = from; i < end; i++) {
            byte b = bytes[i];
            if (b == ':' && !colon) {
                colon = true;
            } else if (b < 0 || b > ' ') {
                return colon && b == '"';
            }
        }
        return false;
    }
}
