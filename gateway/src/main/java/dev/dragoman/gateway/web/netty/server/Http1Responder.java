package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.Rejection;
import dev.dragoman.gateway.web.netty.loop.Alarm;
import dev.dragoman.gateway.web.netty.loop.Channels;
import dev.dragoman.gateway.web.netty.loop.Flushing;
import dev.dragoman.gateway.web.netty.loop.Loop;
import dev.dragoman.gateway.web.netty.socket.SocketConnection;
import dev.dragoman.gateway.web.netty.wire.HeadWriter;
import dev.dragoman.gateway.web.netty.wire.OutgoingBody;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The writing half of a client's HTTP/1.1 connection. */
final class Http1Responder implements Responder, Flushing {

    private static final int SMALL_BODY = 64 << 10;

    private final ServerLoop server;
    private final Channel channel;
    private final InetSocketAddress remote;
    private final boolean secure;
    private final Alarm stall;
    private final Reader reader;
    private final OutgoingBody outgoing = new OutgoingBody();
    private @Nullable ServerExchange current;
    private boolean flushing;
    private boolean keepAlive;
    private long announcedLeft;
    private boolean bodiless;
    private boolean untilClose;

    /** The reading half. */
    interface Reader {

        /** An answer was handed to the connection as a whole; whether more requests may come. */
        void answered(boolean goOn);

        /** The answer to the handshake was written; all that comes from now on is the socket's. */
        void upgraded(SocketConnection socket);

        /** Everything was sent and nothing will be any more. */
        void sent();
    }

    Http1Responder(ServerLoop server, Channel channel, boolean secure, Alarm stall, Reader reader) {
        this.server = server;
        this.channel = channel;
        this.remote = (InetSocketAddress) channel.remoteAddress();
        this.secure = secure;
        this.stall = stall;
        this.reader = reader;
    }

    @Override
    public Loop loop() {
        return server.loop();
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public boolean secure() {
        return secure;
    }

    /** The exchange whose answer comes next. */
    void answering(ServerExchange exchange) {
        current = exchange;
    }

    @Override
    public boolean switchesProtocols() {
        return true;
    }

    @Override
    public void upgrade(ServerExchange exchange, Headers headers, SocketConnection socket) {
        if (exchange != current) {
            socket.lost();
            return;
        }
        HeadWriter writer =
                startHead(101, headers).field("connection", "Upgrade").newLine();
        ByteBuf out = channel.alloc().directBuffer(writer.length());
        writer.copyTo(out);
        Channels.write(channel, out);
        reader.upgraded(socket);
        channel.flush();
    }

    @Override
    public void whole(ServerExchange exchange, int status, Headers headers, Body body) {
        if (exchange != current) {
            return;
        }
        keepAlive = keepsAlive(exchange, headers);
        bodiless = exchange.head().isHead() || hasNoBody(status);
        send(exchange.head().oldProtocol(), status, headers, body, hasNoBody(status));
    }

    @Override
    public void begin(ServerExchange exchange, int status, Headers headers) {
        if (exchange != current) {
            return;
        }
        String length = headers.first("content-length");
        boolean old = exchange.head().oldProtocol();
        bodiless = exchange.head().isHead() || hasNoBody(status);
        boolean chunked = length == null && !old && !hasNoBody(status);
        untilClose = length == null && !chunked && !bodiless;
        keepAlive = keepsAlive(exchange, headers) && !untilClose;
        announcedLeft = length == null ? -1 : Long.parseLong(length);
        HeadWriter writer = startHead(status, headers);
        if (chunked) {
            writer.field("transfer-encoding", "chunked");
        } else if (length != null) {
            writer.field("content-length", length);
        }
        outgoing.begin(endHead(writer, old, 512), chunked && !bodiless);
        flushSoon();
    }

    @Override
    public void piece(ServerExchange exchange, Body piece) {
        if (exchange != current) {
            return;
        }
        long length = piece.length();
        exchange.pace().handed(length);
        if (!bodiless) {
            if (announcedLeft >= 0 && (announcedLeft -= length) < 0) {
                Channels.close(channel);
                return;
            }
            outgoing.add(piece);
        }
        flushSoon();
    }

    @Override
    public void end(ServerExchange exchange) {
        if (exchange != current) {
            return;
        }
        if (announcedLeft > 0 && !bodiless) {
            Channels.close(channel);
            return;
        }
        outgoing.end();
        flushSoon();
    }

    @Override
    public void abort(ServerExchange exchange) {
        if (exchange == current) {
            flush();
            if (untilClose) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            Channels.close(channel);
        }
    }

    /** Answers a request that no handler sees, and closes the connection. */
    void reject(String path, boolean toHead, int status, String message) {
        Rejection.Answer answer = server.rules().rejection().answer(path, status, message);
        Headers headers = refusal(status, answer.headers());
        keepAlive = false;
        bodiless = toHead;
        send(false, status, headers, answer.body(), false);
        flush();
        closeWhenSent();
    }

    /** The fields of a refusal. */
    static Headers refusal(int status, Headers worded) {
        return status == 503 ? worded.toBuilder().set("retry-after", "1").build() : worded;
    }

    /** Ends the sending side once everything was sent; the client's bytes are read on, so that they do not reset it. */
    void closeWhenSent() {
        ChannelFuture _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
            reader.sent();
            if (secure || !sent.isSuccess()) {
                Channels.close(channel);
            } else {
                ChannelFuture _ = ((SocketChannel) channel).shutdownOutput();
            }
        });
    }

    void writabilityChanged() {
        if (channel.isWritable() && (current != null || !outgoing.isComplete())) {
            flush();
        }
    }

    void connectionLost() {
        outgoing.release();
        ServerExchange left = current;
        current = null;
        if (left != null) {
            left.clientGone();
        }
    }

    @Override
    public void flush() {
        flushing = false;
        outgoing.pump(channel);
        channel.flush();
        if (current != null) {
            settle(current);
        }
    }

    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            server.loop().flushSoon(this);
        }
    }

    private void settle(ServerExchange exchange) {
        if (!outgoing.isDrained() || !channel.isWritable()) {
            stall.set(System.nanoTime() + server.rules().limits().idleTimeout().toNanos());
            return;
        }
        stall.unset();
        exchange.pace().caughtUp();
        if (outgoing.isComplete()) {
            current = null;
            reader.answered(keepAlive);
        }
    }

    private void send(boolean old, int status, Headers headers, Body body, boolean lengthless) {
        long length = body.length();
        HeadWriter writer = startHead(status, headers);
        if (!lengthless) {
            writer.text("content-length: ").decimal(length).newLine();
        }
        outgoing.begin(endHead(writer, old, bodiless ? 0 : (int) Math.min(length, SMALL_BODY)), false);
        if (!bodiless) {
            outgoing.add(body);
        }
        outgoing.end();
        flushSoon();
    }

    private HeadWriter startHead(int status, Headers headers) {
        HeadWriter writer = loop().headWriter().status(status).fields(headers);
        return headers.contains("date") ? writer : writer.field("date", server.date());
    }

    private ByteBuf endHead(HeadWriter writer, boolean old, int room) {
        if (!keepAlive) {
            writer.field("connection", "close");
        } else if (old) {
            writer.field("connection", "keep-alive");
        }
        writer.newLine();
        ByteBuf out = channel.alloc().directBuffer(writer.length() + room + 32);
        writer.copyTo(out);
        return out;
    }

    private boolean keepsAlive(ServerExchange exchange, Headers headers) {
        return exchange.head().keepAlive()
                && !server.rules().admission().isDraining()
                && !"close".equalsIgnoreCase(headers.first("connection"));
    }

    private static boolean hasNoBody(int status) {
        return status == 204 || status == 304;
    }
}
