package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.netty.loop.Alarm;
import dev.dragoman.gateway.web.netty.loop.Channels;
import dev.dragoman.gateway.web.netty.socket.SocketConnection;
import dev.dragoman.gateway.web.netty.wire.BodyCollector;
import dev.dragoman.gateway.web.netty.wire.ChunkReader;
import dev.dragoman.gateway.web.netty.wire.HeadScanner;
import dev.dragoman.gateway.web.netty.wire.RequestHead;
import dev.dragoman.gateway.web.netty.wire.RequestHeadReader;
import dev.dragoman.gateway.web.netty.wire.WireException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client's HTTP/1.1 connection: reads requests one after the other, has each answered before the next is read, and
 * takes the end of the client's sending as its leaving.
 */
final class Http1Connection extends ChannelInboundHandlerAdapter
        implements ServerConnection, Http1Responder.Reader, Alarm.Owner {

    private static final System.Logger LOG = System.getLogger(Http1Connection.class.getName());
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_BODY = {};
    private static final int PIPELINED = 64 << 10;
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Channel channel;
    private final ServerLoop server;
    private final ServerRules rules;
    private final Alarm alarm;
    private final HeadScanner scanner;
    private final RequestHeadReader heads = new RequestHeadReader();
    private final ChunkReader chunks = new ChunkReader();
    private final Http1Responder responder;
    private State state = State.HEAD;
    private @Nullable ByteBuf held;
    private @Nullable RequestHead head;
    private @Nullable BodyCollector collector;
    private @Nullable SocketConnection socket;
    private boolean begun;
    private boolean paused;
    private long receivedNanos;

    private enum State {
        /** Waiting for, or reading, a request's head. */
        HEAD,
        /** Reading its body. */
        BODY,
        /** Answering. */
        ANSWER,
        /** All bytes belong to a WebSocket. */
        SOCKET,
        /** Nothing more will be read; waiting for the client to close. */
        LINGER
    }

    Http1Connection(ServerLoop server, Channel channel, boolean secure) {
        this.channel = channel;
        this.server = server;
        this.rules = server.rules();
        this.alarm = server.loop().alarm(this);
        this.scanner = new HeadScanner(rules.limits().maxHeaderBytes());
        this.responder = new Http1Responder(server, channel, secure, alarm, this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        server.add(this);
        alarmIn(rules.limits().idleTimeout());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (socket != null) {
            socket.heard();
            ChannelHandlerContext _ = context.fireChannelRead(message);
            return;
        }
        ByteBuf in = (ByteBuf) message;
        if (held != null) {
            in = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), held, in);
            held = null;
        }
        advance(in);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        ChannelHandlerContext _ = context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (socket == null) {
            responder.writabilityChanged();
        }
        ChannelHandlerContext _ = context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        server.remove(this);
        alarm.dispose();
        if (socket == null || !socket.isClosing()) {
            responder.connectionLost();
        }
        dropBody();
        if (held != null) {
            held.release();
            held = null;
        }
        ChannelHandlerContext _ = context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.log(System.Logger.Level.ERROR, "a client's connection failed", cause);
        }
        Channels.close(context.channel());
    }

    @Override
    public void drain() {
        if (socket != null) {
            socket.leave();
        }
        if (state == State.HEAD && !begun) {
            Channels.close(channel);
        }
    }

    @Override
    public void alarm() {
        switch (state) {
            case HEAD -> {
                if (begun) {
                    reject(
                            408,
                            "request header did not arrive within "
                                    + rules.limits().headerTimeout());
                } else {
                    Channels.close(channel);
                }
            }
            case BODY ->
                reject(408, "request body stopped for " + rules.limits().bodyTimeout());
            case ANSWER, LINGER -> Channels.close(channel);
            case SOCKET -> {}
        }
    }

    private void advance(ByteBuf in) {
        try {
            boolean more = true;
            while (more) {
                more = step(in);
            }
        } catch (WireException e) {
            reject(e.status(), e.reason());
        } finally {
            keep(in);
        }
    }

    /** Reads on; whether there may be more to do with what is there. */
    private boolean step(ByteBuf in) {
        return switch (state) {
            case HEAD -> readHead(in);
            case BODY -> readBody(in);
            case ANSWER, SOCKET -> false;
            case LINGER -> {
                in.skipBytes(in.readableBytes());
                yield false;
            }
        };
    }

    private void keep(ByteBuf in) {
        if (in.isReadable() && state != State.LINGER) {
            held = in;
            if (state == State.ANSWER && in.readableBytes() > PIPELINED) {
                paused = true;
                channel.config().setAutoRead(false);
            }
        } else {
            in.release();
        }
    }

    private boolean readHead(ByteBuf in) {
        if (!begun && !begin(in)) {
            return false;
        }
        int length = scanner.scan(in);
        if (length < 0) {
            return false;
        }
        byte[] bytes = server.loop().headBytes(length);
        in.readBytes(bytes, 0, length);
        RequestHead read = heads.read(bytes, length);
        head = read;
        if (rules.admission().isFull()) {
            throw Admission.overloaded();
        }
        if (read.contentLength() == 0) {
            dispatch(read, NO_BODY, 0);
        } else {
            expectBody(in, read);
        }
        return true;
    }

    /** Notes the arrival of a request's first byte; empty lines before it are passed over. */
    private boolean begin(ByteBuf in) {
        while (in.readableBytes() >= 2 && in.getShort(in.readerIndex()) == ('\r' << 8 | '\n')) {
            in.skipBytes(2);
        }
        if (!in.isReadable()) {
            return false;
        }
        begun = true;
        heads.begin();
        receivedNanos = System.nanoTime();
        alarm.set(receivedNanos + rules.limits().headerTimeout().toNanos());
        return true;
    }

    private void expectBody(ByteBuf in, RequestHead read) {
        collector = new BodyCollector(read.contentLength(), rules.limits().maxBodyBytes(), rules.bodies());
        chunks.reset();
        state = State.BODY;
        alarmIn(rules.limits().bodyTimeout());
        if (read.expectContinue() && !in.isReadable()) {
            Channels.write(channel, Unpooled.wrappedBuffer(CONTINUE));
            channel.flush();
        }
    }

    private boolean readBody(ByteBuf in) {
        RequestHead reading = Objects.requireNonNull(head);
        BodyCollector into = Objects.requireNonNull(collector);
        if (!in.isReadable()) {
            return false;
        }
        boolean complete = reading.chunked() ? chunks.read(in, into) : into.takeAnnounced(in);
        if (!complete) {
            alarmIn(rules.limits().bodyTimeout());
            return false;
        }
        dispatch(reading, into.toBytes(), into.roomTaken());
        collector = null;
        return true;
    }

    private void dispatch(RequestHead request, byte[] body, long bodyRoom) {
        ServerExchange exchange = new ServerExchange(rules, responder, request, body, bodyRoom, receivedNanos);
        exchange.start();
        alarm.unset();
        state = State.ANSWER;
        responder.answering(exchange);
    }

    private void dropBody() {
        if (collector != null) {
            rules.bodies().give(collector.roomTaken());
            collector = null;
        }
    }

    private void reject(int status, String message) {
        state = State.LINGER;
        dropBody();
        boolean toHead = head != null && head.isHead();
        responder.reject(head == null ? heads.path() : head.path(), toHead, status, message);
        alarmIn(LINGER);
    }

    @Override
    public void upgraded(SocketConnection to) {
        state = State.SOCKET;
        socket = to;
        alarm.unset();
        to.attach(channel);
        ByteBuf early = held;
        if (early != null) {
            held = null;
            ChannelHandlerContext own = channel.pipeline().context(this);
            ChannelHandlerContext _ = own.fireChannelRead(early).fireChannelReadComplete();
        }
        if (rules.admission().isDraining()) {
            to.leave();
        }
    }

    @Override
    public void sent() {
        server.remove(this);
    }

    @Override
    public void answered(boolean goOn) {
        head = null;
        begun = false;
        if (!goOn) {
            state = State.LINGER;
            responder.closeWhenSent();
            alarmIn(LINGER);
            return;
        }
        state = State.HEAD;
        alarmIn(rules.limits().idleTimeout());
        if (paused) {
            paused = false;
            channel.config().setAutoRead(true);
        }
        ByteBuf pipelined = held;
        if (pipelined != null) {
            held = null;
            advance(pipelined);
        }
    }

    private void alarmIn(Duration duration) {
        alarm.set(System.nanoTime() + duration.toNanos());
    }
}
