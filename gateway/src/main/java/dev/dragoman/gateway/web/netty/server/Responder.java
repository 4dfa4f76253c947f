package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.netty.loop.Loop;
import dev.dragoman.gateway.web.netty.socket.SocketConnection;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import java.net.InetSocketAddress;

/**
 * Sends the answers of exchanges over one connection. Everything but {@link #loop()}, {@link #remote()},
 * {@link #secure()} and {@link #switchesProtocols()} happens on the event loop, and does nothing for an exchange that is over.
 */
interface Responder {

    Loop loop();

    InetSocketAddress remote();

    boolean secure();

    /** Whether the connection can go on as a WebSocket. */
    boolean switchesProtocols();

    /** Goes on as a WebSocket, after an answer with these fields; tells the socket when the connection is lost. */
    void upgrade(ServerExchange exchange, Headers headers, SocketConnection socket);

    /** Sends a whole answer. */
    void whole(ServerExchange exchange, int status, Headers headers, Body body);

    /** Begins an answer whose body follows in pieces. */
    void begin(ServerExchange exchange, int status, Headers headers);

    /** Sends a piece of the body; tells the exchange when the client has taken it. */
    void piece(ServerExchange exchange, Body piece);

    /** Ends the body. */
    void end(ServerExchange exchange);

    /** Breaks the answer off, so that the client can tell. */
    void abort(ServerExchange exchange);
}
