package dev.dragoman.dialect;

import dev.dragoman.http.Slice;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that hold what they name.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2397">RFC 2397: The "data" URL scheme</a>
 */
public final class DataUri {

    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64,";

    private DataUri() {}

    /** The base64 of an address; null when it holds none. */
    public static @Nullable String base64(String uri) {
        int start = uri.startsWith(SCHEME) ? uri.indexOf(BASE64) : -1;
        return start < 0 ? null : uri.substring(start + BASE64.length());
    }

    /** The image that an address holds; null when it holds none. */
    public static @Nullable ImageFile image(String field, String uri) {
        String base64 = base64(uri);
        if (base64 == null) {
            return null;
        }
        try {
            String type = uri.substring(SCHEME.length(), uri.indexOf(BASE64));
            return new ImageFile(field, type, Slice.of(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }
}
