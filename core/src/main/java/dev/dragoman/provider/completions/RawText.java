package dev.dragoman.provider.completions;

import dev.dragoman.http.Slice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is still bytes, to look through for text: reading a large value costs many times more. Every byte is taken for
 * one character, which is copied and searched many bytes at a time, and finds ASCII as it is.
 */
final class RawText {

    private RawText() {}

    /** Whether a member of that name occurs, or a text that is the same; not when there is no JSON. */
    static boolean names(@Nullable Slice json, String name) {
        return json != null
                && new String(json.array(), json.offset(), json.length(), StandardCharsets.ISO_8859_1)
                        .contains('"' + name + '"');
    }
}
