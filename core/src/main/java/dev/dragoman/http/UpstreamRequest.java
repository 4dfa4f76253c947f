package dev.dragoman.http;

import java.util.List;

/**
 * One HTTP request to a vendor, complete but for what the connection adds ({@code host}, {@code content-length}).
 *
 * @param method the HTTP method
 * @param origin where to connect
 * @param target path and query as sent, beginning with {@code /}
 * @param headers all fields, credentials included
 * @param body the body; empty for none
 */
public record UpstreamRequest(String method, Origin origin, String target, Headers headers, Body body) {

    /** The same request with other headers. */
    public UpstreamRequest withHeaders(Headers other) {
        return new UpstreamRequest(method, origin, target, other, body);
    }

    /** The request line without query, for messages and logs. */
    @Override
    public String toString() {
        int query = target.indexOf('?');
        return String.join(" ", List.of(method, origin + (query < 0 ? target : target.substring(0, query))));
    }
}
