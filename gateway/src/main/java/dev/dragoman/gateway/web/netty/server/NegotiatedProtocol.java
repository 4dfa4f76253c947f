package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.netty.loop.Channels;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** Waits for the end of the TLS handshake, then makes way for the protocol agreed on in it. */
final class NegotiatedProtocol extends ChannelInboundHandlerAdapter implements ServerConnection {

    private final ServerLoop server;
    private final Channel channel;

    NegotiatedProtocol(ServerLoop server, Channel channel) {
        this.server = server;
        this.channel = channel;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        server.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        server.remove(this);
    }

    @Override
    public void drain() {
        Channels.close(channel);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            SslHandler tls = context.pipeline().get(SslHandler.class);
            if (ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
                context.pipeline().replace(this, null, new Http2Server(server, channel, true).handler());
            } else {
                context.pipeline().replace(this, null, new Http1Connection(server, channel, true));
            }
        }
    }

    /** A client that does not get through the handshake is told so by TLS; there is nothing more to say. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Channels.close(channel);
    }
}
