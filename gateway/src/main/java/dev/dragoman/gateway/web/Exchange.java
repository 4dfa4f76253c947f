package dev.dragoman.gateway.web;

import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.WebSocket;
import java.net.InetSocketAddress;

/**
 * One HTTP request and the place of its answer. The body has arrived completely, within its limits, before the handler
 * is called. Used by the handler's thread only; answered exactly once.
 */
public interface Exchange {

    /** The HTTP method, in upper case. */
    String method();

    /** The path as sent, without the query, still percent-encoded; begins with {@code /}. */
    String path();

    /** The query without {@code ?}; empty when there is none. */
    String query();

    /** The request's header fields. */
    Headers headers();

    /** The whole request body; empty when there is none. */
    byte[] body();

    /** The other end of the connection. */
    InetSocketAddress remote();

    /** Whether the connection is encrypted. */
    boolean secure();

    /** When the first byte of the request arrived, on the scale of {@link System#nanoTime()}. */
    long receivedNanos();

    /** Cancelled when the client leaves before its answer is complete. */
    Cancellation cancellation();

    /** Answers with a whole body; adds {@code content-length}. Returns when the bytes are handed to the connection. */
    void respond(int status, Headers headers, Body body);

    /** Begins an answer whose body is written piece by piece. */
    ResponseStream stream(int status, Headers headers);

    /**
     * The client's wish to go on as a WebSocket.
     *
     * @throws HandshakeException when it has none, or its handshake breaks the protocol
     */
    WebSocketOffer webSocketOffer();

    /**
     * Answers by going on as a WebSocket, which the client must have asked for. It ends with the exchange at the latest.
     *
     * @throws HandshakeException as {@link #webSocketOffer()} does
     */
    WebSocket accept(WebSocketTerms terms);
}
