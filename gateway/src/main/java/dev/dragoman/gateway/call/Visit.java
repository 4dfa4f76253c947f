package dev.dragoman.gateway.call;

import dev.dragoman.http.Headers;
import java.net.InetSocketAddress;

/**
 * A request as far as it tells who is calling.
 *
 * @param method the HTTP method
 * @param path as it was asked for
 * @param pattern of the route that it takes
 * @param forKeys whether anybody with a key may take that route
 * @param headers the header fields
 * @param remote where the connection comes from
 */
public record Visit(
        String method, String path, String pattern, boolean forKeys, Headers headers, InetSocketAddress remote) {}
