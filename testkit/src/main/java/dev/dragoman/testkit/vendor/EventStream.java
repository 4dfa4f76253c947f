package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.wire.Header;
import java.util.List;

/**
 * A streamed answer in the vendor's format.
 *
 * @param headers the response headers, content type included
 * @param events the events as they stand in the body, each complete with its end mark
 */
public record EventStream(List<Header> headers, List<byte[]> events) {

    /** Copies the lists. */
    public EventStream {
        headers = List.copyOf(headers);
        events = List.copyOf(events);
    }
}
