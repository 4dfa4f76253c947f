package dev.dragoman.gateway.web.netty.wire;

import dev.dragoman.http.Headers;

/**
 * The head of an answer.
 *
 * @param status the HTTP status
 * @param headers all fields
 * @param contentLength the body's length; {@link #CHUNKED} or {@link #UNTIL_CLOSE} when it is not announced
 * @param keepAlive whether the connection can be used again after this answer
 */
public record ResponseHead(int status, Headers headers, long contentLength, boolean keepAlive) {

    /** The body comes in chunks. */
    public static final long CHUNKED = -1;

    /** The body ends with the connection. */
    public static final long UNTIL_CLOSE = -2;
}
