package dev.dragoman.provider;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;

/**
 * Where a request goes.
 *
 * @param origin the server
 * @param target path and query
 * @param headers fixed fields that belong to the address, such as a version
 */
public record Endpoint(Origin origin, String target, Headers headers) {}
