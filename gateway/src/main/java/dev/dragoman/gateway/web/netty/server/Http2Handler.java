package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.netty.loop.Channels;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Netty's HTTP/2 codec with the limits of a server that reads whole bodies. */
final class Http2Handler extends Http2ConnectionHandler {

    private static final int MAX_STREAMS = 256;
    private static final int STREAM_WINDOW = 1 << 20;
    private static final int CONNECTION_WINDOW = 4 << 20;

    private final Http2Server server;
    private @Nullable ChannelHandlerContext context;

    private Http2Handler(
            Http2Server server,
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings) {
        super(decoder, encoder, settings);
        this.server = server;
    }

    static Http2Handler build(Http2Server server, ServerRules rules) {
        return new Builder(server)
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(MAX_STREAMS)
                        .initialWindowSize(STREAM_WINDOW)
                        .maxHeaderListSize(rules.limits().maxHeaderBytes()))
                .build();
    }

    ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "the handler is in its pipeline");
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) throws Exception {
        context = added;
        super.handlerAdded(added);
        server.opened();
        widen();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) throws Exception {
        super.channelInactive(inactive);
        server.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) throws Exception {
        if (cause instanceof IOException) {
            Channels.close(failed.channel());
        } else {
            super.exceptionCaught(failed, cause);
        }
    }

    /** Lets the client send more than HTTP/2's small default before it has to wait. */
    private void widen() throws Http2Exception {
        Http2LocalFlowController flow = connection().local().flowController();
        int more = CONNECTION_WINDOW - flow.windowSize(connection().connectionStream());
        flow.incrementWindowSize(connection().connectionStream(), more);
    }

    /** Puts the codec together. */
    private static final class Builder extends AbstractHttp2ConnectionHandlerBuilder<Http2Handler, Builder> {

        private final Http2Server http2Server;

        private Builder(Http2Server http2Server) {
            this.http2Server = http2Server;
            server(true);
            frameListener(http2Server);
            validateHeaders(true);
        }

        @Override
        protected Builder initialSettings(Http2Settings settings) {
            return super.initialSettings(settings);
        }

        @Override
        protected Http2Handler build() {
            return super.build();
        }

        @Override
        protected Http2Handler build(
                Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
            return new Http2Handler(http2Server, decoder, encoder, settings);
        }
    }
}
