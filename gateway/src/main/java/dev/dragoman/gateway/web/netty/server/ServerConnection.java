package dev.dragoman.gateway.web.netty.server;

/** A client's connection, as its event loop keeps it. */
interface ServerConnection {

    /** Closes the connection now if it has nothing to answer, or else when it has answered. */
    void drain();
}
