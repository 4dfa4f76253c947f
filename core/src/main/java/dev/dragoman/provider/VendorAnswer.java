package dev.dragoman.provider;

import dev.dragoman.http.Headers;

/**
 * A vendor's whole answer, with a status of success.
 *
 * @param headers its header fields
 * @param body what it says
 */
public record VendorAnswer(Headers headers, byte[] body) {

    /** The media type without parameters, in lower case; empty when there is none. */
    public String mediaType() {
        String type = headers.first("content-type");
        if (type == null) {
            return "";
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(java.util.Locale.ROOT);
    }
}
