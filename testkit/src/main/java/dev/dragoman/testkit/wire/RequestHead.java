package dev.dragoman.testkit.wire;

import java.util.List;
import java.util.Optional;

/**
 * Request line and header fields.
 *
 * @param method the method as sent
 * @param target the request target as sent, with its query
 * @param version the HTTP version, such as {@code HTTP/1.1}
 * @param headers the fields in order
 */
record RequestHead(String method, String target, String version, List<Header> headers) {

    RequestHead {
        headers = List.copyOf(headers);
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    boolean hasToken(String name, String token) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .flatMap(header -> List.of(header.value().split(",", -1)).stream())
                .anyMatch(value -> value.strip().equalsIgnoreCase(token));
    }

    boolean keepsConnection() {
        return version.equals("HTTP/1.1") && !hasToken("connection", "close");
    }
}
