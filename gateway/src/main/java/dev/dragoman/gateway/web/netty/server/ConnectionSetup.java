package dev.dragoman.gateway.web.netty.server;

import io.netty.channel.Channel;

/** Furnishes each new connection with its first handler. */
final class ConnectionSetup {

    void furnish(Channel accepted, ServerLoop server) {
        accepted.pipeline().addLast(new Http1Connection(server, accepted, false));
    }
}
