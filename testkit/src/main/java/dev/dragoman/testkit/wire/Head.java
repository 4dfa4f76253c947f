package dev.dragoman.testkit.wire;

import java.util.List;

/**
 * Status line and header fields of a reply; the fields that frame the body are added when it is written.
 *
 * @param status the HTTP status
 * @param headers the fields in order
 * @param framing how the end of the body is marked
 */
public record Head(int status, List<Header> headers, Framing framing) {

    /** Copies the list. */
    public Head {
        headers = List.copyOf(headers);
    }
}
