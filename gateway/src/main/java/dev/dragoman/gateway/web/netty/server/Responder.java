package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.netty.loop.Loop;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import java.net.InetSocketAddress;

/**
 * Sends the answers of exchanges over one connection. Everything but {@link #loop()}, {@link #remote()} and {@link
 * #secure()} happens on the event loop, and does nothing for an exchange that is over.
 */
interface Responder {

    Loop loop();

    InetSocketAddress remote();

    boolean secure();

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
