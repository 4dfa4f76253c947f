package dev.dragoman.provider;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;

/**
 * Where a request goes.
 *
 * @param origin the server
 * @param target path and query
 * @param headers fixed fields that belong to the address, such as a version
 * @param base the address without its query, as it may be shown
 */
public record Endpoint(Origin origin, String target, Headers headers, String base) {

    public Endpoint(Origin origin, String target, Headers headers) {
        this(origin, target, headers, address(origin, target));
    }

    private static String address(Origin origin, String target) {
        int query = target.indexOf('?');
        return origin + (query < 0 ? target : target.substring(0, query));
    }
}
