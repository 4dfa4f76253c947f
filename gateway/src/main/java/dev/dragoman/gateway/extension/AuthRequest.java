package dev.dragoman.gateway.extension;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request tells of its caller.
 *
 * @param method the HTTP method
 * @param path as it was asked for, without the query
 * @param headers the header fields by name in lower case
 * @param key the key or token that the client sent, without {@code Bearer}; null for none
 * @param address the client's, as its connection has it
 */
public record AuthRequest(
        String method,
        String path,
        Map<String, List<String>> headers,
        @Nullable String key,
        InetAddress address) {

    public AuthRequest {
        headers = Map.copyOf(headers);
    }

    /** The first value of a header field; null when there is none. */
    public @Nullable String header(String lowerCaseName) {
        List<String> values = headers.get(lowerCaseName);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** Nothing that is secret. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
