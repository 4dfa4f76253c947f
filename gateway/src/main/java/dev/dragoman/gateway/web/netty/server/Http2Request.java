package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.Rejection;
import dev.dragoman.gateway.web.netty.loop.Alarm;
import dev.dragoman.gateway.web.netty.loop.Channels;
import dev.dragoman.gateway.web.netty.loop.Loop;
import dev.dragoman.gateway.web.netty.socket.SocketConnection;
import dev.dragoman.gateway.web.netty.wire.BodyCollector;
import dev.dragoman.gateway.web.netty.wire.RequestHead;
import dev.dragoman.gateway.web.netty.wire.SliceQueue;
import dev.dragoman.gateway.web.netty.wire.WireException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One stream of an HTTP/2 connection: reads a request, then sends its answer. */
final class Http2Request implements Responder, Alarm.Owner {

    private static final int PORTION = 64 << 10;
    private static final byte[] NO_BODY = {};

    private final Http2Server connection;
    private final Http2Stream stream;
    private final ServerRules rules;
    private final Alarm alarm;
    private final long receivedNanos = System.nanoTime();
    private final SliceQueue unsent = new SliceQueue();
    private @Nullable RequestHead head;
    private @Nullable BodyCollector collector;
    private @Nullable ServerExchange current;
    private boolean bodiless;
    private boolean answering;
    private boolean ended;
    private boolean over;

    Http2Request(Http2Server connection, Http2Stream stream) {
        this.connection = connection;
        this.stream = stream;
        this.rules = connection.server().rules();
        this.alarm = connection.server().loop().alarm(this);
    }

    /** The head has arrived. */
    void head(Http2Headers headers, boolean endOfStream) {
        try {
            RequestHead read = Http2Heads.read(headers, endOfStream);
            head = read;
            if (rules.admission().isFull()) {
                throw Admission.overloaded();
            }
            if (endOfStream) {
                dispatch(read, NO_BODY, 0);
            } else {
                expectBody(read);
            }
        } catch (WireException e) {
            reject(e.status(), e.reason());
        }
    }

    /** A part of the body has arrived. */
    void data(ByteBuf data, boolean endOfStream) {
        if (collector == null) {
            return;
        }
        try {
            collector.take(data, data.readableBytes());
            trailers(endOfStream);
        } catch (WireException e) {
            reject(e.status(), e.reason());
        }
    }

    /** Trailers, or what else may end the body, have arrived. */
    void trailers(boolean endOfStream) {
        BodyCollector complete = collector;
        RequestHead read = head;
        if (complete == null || read == null) {
            return;
        }
        if (!endOfStream) {
            alarmIn(rules.limits().bodyTimeout());
            return;
        }
        try {
            dispatch(read, complete.toBytes(), complete.roomTaken());
            collector = null;
        } catch (WireException e) {
            reject(e.status(), e.reason());
        }
    }

    /** The stream is closed, by whomever. */
    void closed() {
        over = true;
        alarm.dispose();
        dropBody();
        unsent.clear();
        ServerExchange left = current;
        current = null;
        if (left != null) {
            left.clientGone();
        }
    }

    @Override
    public void alarm() {
        if (current == null && !over) {
            reject(408, "request body stopped for " + rules.limits().bodyTimeout());
        } else {
            connection.reset(stream.id(), Http2Error.CANCEL);
        }
    }

    @Override
    public Loop loop() {
        return connection.server().loop();
    }

    @Override
    public InetSocketAddress remote() {
        return connection.remote();
    }

    @Override
    public boolean secure() {
        return connection.secure();
    }

    @Override
    public boolean switchesProtocols() {
        return false;
    }

    @Override
    public void upgrade(ServerExchange exchange, Headers headers, SocketConnection socket) {
        throw new IllegalStateException("a stream of HTTP/2 does not switch protocols");
    }

    @Override
    public void whole(ServerExchange exchange, int status, Headers headers, Body body) {
        if (exchange == current) {
            bodiless = exchange.head().isHead();
            send(status, headers, body);
        }
    }

    @Override
    public void begin(ServerExchange exchange, int status, Headers headers) {
        if (exchange == current) {
            bodiless = exchange.head().isHead() || hasNoBody(status);
            answering = true;
            Channels.ignore(writeHead(Http2Heads.written(status, dated(headers)), false));
        }
    }

    @Override
    public void piece(ServerExchange exchange, Body piece) {
        if (exchange == current) {
            exchange.pace().handed(piece.length());
            if (!bodiless) {
                unsent.add(piece);
            }
            pump();
        }
    }

    @Override
    public void end(ServerExchange exchange) {
        if (exchange == current) {
            ended = true;
            pump();
        }
    }

    @Override
    public void abort(ServerExchange exchange) {
        if (exchange == current) {
            current = null;
            connection.reset(stream.id(), Http2Error.INTERNAL_ERROR);
        }
    }

    /** Hands over as much as the client's windows allow. */
    void pump() {
        if (over || !answering) {
            return;
        }
        while (unsent.length() > 0 && isWritable()) {
            writePortion((int) Math.min(unsent.length(), PORTION));
        }
        if (unsent.length() > 0 || !isWritable()) {
            alarmIn(rules.limits().idleTimeout());
        } else if (ended) {
            writeLast(Unpooled.EMPTY_BUFFER);
        } else {
            alarm.unset();
            caughtUp();
        }
    }

    private void writePortion(int length) {
        ByteBuf portion = connection.channel().alloc().directBuffer(length);
        unsent.copyTo(portion, length);
        if (ended && unsent.length() == 0) {
            writeLast(portion);
        } else {
            Channels.ignore(write(portion, false));
        }
    }

    private void caughtUp() {
        if (current != null) {
            current.pace().caughtUp();
        }
    }

    private void expectBody(RequestHead read) {
        collector = new BodyCollector(read.contentLength(), rules.limits().maxBodyBytes(), rules.bodies());
        alarmIn(rules.limits().bodyTimeout());
        if (read.expectContinue()) {
            Channels.ignore(writeHead(Http2Heads.written(100, Headers.EMPTY), false));
        }
    }

    private void dispatch(RequestHead read, byte[] body, long bodyRoom) {
        ServerExchange exchange = new ServerExchange(rules, this, read, body, bodyRoom, receivedNanos);
        exchange.start();
        alarm.unset();
        current = exchange;
    }

    private void dropBody() {
        if (collector != null) {
            rules.bodies().give(collector.roomTaken());
            collector = null;
        }
    }

    private void reject(int status, String message) {
        dropBody();
        bodiless = head != null && head.isHead();
        Rejection.Answer answer = rules.rejection().answer(head == null ? "" : head.path(), status, message);
        send(status, Http1Responder.refusal(status, answer.headers()), answer.body());
    }

    private void send(int status, Headers headers, Body body) {
        answering = true;
        ended = true;
        Http2Headers written = Http2Heads.written(status, dated(headers));
        if (!hasNoBody(status)) {
            written.set("content-length", Long.toString(body.length()));
        }
        if (bodiless || body.length() == 0) {
            over();
            settleRequest(writeHead(written, true));
        } else {
            Channels.ignore(writeHead(written, false));
            unsent.add(body);
            pump();
        }
    }

    private ChannelFuture writeHead(Http2Headers written, boolean last) {
        connection.flushSoon();
        ChannelPromise promise = connection.context().newPromise();
        return connection.encoder().writeHeaders(connection.context(), stream.id(), written, 0, last, promise);
    }

    private ChannelFuture write(ByteBuf data, boolean last) {
        connection.flushSoon();
        ChannelPromise promise = connection.context().newPromise();
        return connection.encoder().writeData(connection.context(), stream.id(), data, 0, last, promise);
    }

    private void writeLast(ByteBuf data) {
        over();
        settleRequest(write(data, true));
    }

    /** The answer is handed over as a whole: that the stream closes now does not mean that the client left. */
    private void over() {
        over = true;
        caughtUp();
        current = null;
        alarmIn(rules.limits().idleTimeout());
    }

    /** Tells the client, once it has the answer, not to send the rest of its request. */
    private void settleRequest(ChannelFuture last) {
        Channels.ignore(last.addListener(sent -> {
            if (stream.state().remoteSideOpen()) {
                connection.reset(stream.id(), Http2Error.NO_ERROR);
            }
        }));
    }

    private boolean isWritable() {
        return connection.encoder().flowController().isWritable(stream);
    }

    private Headers dated(Headers headers) {
        return headers.contains("date")
                ? headers
                : headers.toBuilder().add("date", connection.server().date()).build();
    }

    private void alarmIn(Duration duration) {
        alarm.set(System.nanoTime() + duration.toNanos());
    }

    private static boolean hasNoBody(int status) {
        return status == 204 || status == 304;
    }
}
