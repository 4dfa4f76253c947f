package dev.dragoman.gateway.web.netty.wire;

import dev.dragoman.http.Headers;

/**
 * The head of a request whose frame is beyond doubt.
 *
 * @param method the method as sent
 * @param path the path, still percent-encoded, beginning with {@code /}
 * @param query what follows the first {@code ?}; empty without one
 * @param headers all fields
 * @param contentLength the body's length; 0 without a body, -1 when chunked
 * @param keepAlive whether the client wants to go on after this request
 * @param expectContinue whether the client waits for {@code 100 Continue} before it sends the body
 * @param oldProtocol whether the client speaks HTTP/1.0, so cannot read chunks
 */
public record RequestHead(
        String method,
        String path,
        String query,
        Headers headers,
        long contentLength,
        boolean keepAlive,
        boolean expectContinue,
        boolean oldProtocol) {

    /** Whether the body comes in chunks. */
    public boolean chunked() {
        return contentLength < 0;
    }

    /** Whether the answer must have no body. */
    public boolean isHead() {
        return method.equals("HEAD");
    }
}
