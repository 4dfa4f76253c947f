package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.netty.loop.Alarm;
import dev.dragoman.gateway.web.netty.loop.Channels;
import dev.dragoman.gateway.web.netty.loop.Flushing;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A client's HTTP/2 connection: gives each stream its request, and closes when none was open for too long. */
final class Http2Server extends Http2EventAdapter implements ServerConnection, Alarm.Owner, Flushing {

    private final ServerLoop server;
    private final Channel channel;
    private final boolean secure;
    private final Alarm idle;
    private final Http2Connection http2;
    private final Http2Handler handler;
    private final Http2Connection.PropertyKey key;
    private boolean flushing;

    Http2Server(ServerLoop server, Channel channel, boolean secure) {
        this.server = server;
        this.channel = channel;
        this.secure = secure;
        this.idle = server.loop().alarm(this);
        this.handler = Http2Handler.build(this, server.rules());
        this.http2 = handler.connection();
        this.key = http2.newKey();
        http2.addListener(this);
        http2.remote().flowController().listener(this::writabilityChanged);
    }

    Http2Handler handler() {
        return handler;
    }

    ServerLoop server() {
        return server;
    }

    Channel channel() {
        return channel;
    }

    boolean secure() {
        return secure;
    }

    InetSocketAddress remote() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    Http2ConnectionEncoder encoder() {
        return handler.encoder();
    }

    ChannelHandlerContext context() {
        return handler.context();
    }

    /** The connection stands. */
    void opened() {
        server.add(this);
        rest();
    }

    /** The connection is gone; its streams were told. */
    void closed() {
        server.remove(this);
        idle.dispose();
    }

    void flushSoon() {
        if (!flushing) {
            flushing = true;
            server.loop().flushSoon(this);
        }
    }

    @Override
    public void flush() {
        flushing = false;
        handler.flush(context());
    }

    @Override
    public void drain() {
        Channels.close(channel);
    }

    @Override
    public void alarm() {
        Channels.close(channel);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context, int id, Http2Headers headers, int padding, boolean endOfStream) {
        Http2Stream stream = http2.stream(id);
        Http2Request known = request(stream);
        if (known != null) {
            known.trailers(endOfStream);
            return;
        }
        idle.unset();
        Http2Request request = new Http2Request(this, stream);
        stream.setProperty(key, request);
        request.head(headers, endOfStream);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int id,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endOfStream) {
        onHeadersRead(context, id, headers, padding, endOfStream);
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean endOfStream) {
        int length = data.readableBytes() + padding;
        Http2Request request = request(http2.stream(id));
        if (request != null) {
            request.data(data, endOfStream);
        }
        return length;
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        Http2Request request = request(stream);
        if (request != null) {
            request.closed();
        }
        if (http2.numActiveStreams() == 0) {
            rest();
        }
    }

    /** Ends a stream without an answer. */
    void reset(int id, Http2Error error) {
        Channels.ignore(
                handler.resetStream(context(), id, error.code(), context().newPromise()));
        flushSoon();
    }

    private void rest() {
        if (channel.isActive()) {
            idle.set(System.nanoTime() + server.rules().limits().idleTimeout().toNanos());
        }
    }

    private void writabilityChanged(Http2Stream stream) {
        Http2Request request = request(stream);
        if (request != null) {
            request.pump();
        }
    }

    private @Nullable Http2Request request(@Nullable Http2Stream stream) {
        return stream == null ? null : stream.getProperty(key);
    }
}
