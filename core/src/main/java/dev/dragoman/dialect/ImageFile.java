package dev.dragoman.dialect;

import dev.dragoman.http.Slice;
import java.util.Base64;

/**
 * An image of a request.
 *
 * @param field the form's field that it came in, such as {@code image[]} or {@code mask}
 * @param contentType its media type
 * @param bytes what is in it
 */
public record ImageFile(String field, String contentType, Slice bytes) {

    /** The bytes as base64. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes.toBytes());
    }

    /** The image as an address that holds it. */
    public String dataUri() {
        return "data:" + contentType + ";base64," + base64();
    }
}
