package dev.dragoman.gateway.web.netty.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import org.jspecify.annotations.Nullable;

/** Furnishes each new connection with its first handlers: TLS if wanted, then what finds out the protocol. */
final class ConnectionSetup {

    private final @Nullable ServerTls tls;
    private final boolean http2;

    ConnectionSetup(@Nullable ServerTls tls, boolean http2) {
        this.tls = tls;
        this.http2 = http2;
    }

    void furnish(Channel accepted, ServerLoop server) {
        ChannelPipeline pipeline = accepted.pipeline();
        if (tls != null) {
            pipeline.addLast(tls.handler(accepted.alloc()), new NegotiatedProtocol(server, accepted));
        } else if (http2) {
            pipeline.addLast(new PriorKnowledge(server, accepted));
        } else {
            pipeline.addLast(new Http1Connection(server, accepted, false));
        }
    }
}
