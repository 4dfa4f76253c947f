package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.gateway.web.netty.loop.Alarm;
import dev.dragoman.gateway.web.netty.loop.Channels;
import dev.dragoman.gateway.web.netty.loop.Flushing;
import dev.dragoman.gateway.web.netty.socket.SocketConnection;
import dev.dragoman.gateway.web.netty.wire.ChunkReader;
import dev.dragoman.gateway.web.netty.wire.HeadScanner;
import dev.dragoman.gateway.web.netty.wire.OutgoingBody;
import dev.dragoman.gateway.web.netty.wire.ResponseHead;
import dev.dragoman.gateway.web.netty.wire.ResponseHeadReader;
import dev.dragoman.gateway.web.netty.wire.WireException;
import dev.dragoman.http.UpstreamException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection to a vendor, speaking HTTP/1.1: one call at a time, then idle until the next. */
final class ClientConnection extends ChannelInboundHandlerAdapter implements Flushing, Alarm.Owner {

    private static final int PREFIX = 8;

    private final ClientLoop client;
    private final OriginPool pool;
    private final Channel channel;
    private final Alarm idleAlarm;
    private final HeadScanner scanner;
    private final ChunkReader chunks = new ChunkReader();
    private final OutgoingBody outgoing = new OutgoingBody();
    private State state = State.IDLE;
    private @Nullable ClientCall call;
    private @Nullable SocketConnection socket;
    private @Nullable ByteBuf held;
    private @Nullable Throwable trouble;
    private long bodyLeft;
    private boolean keepAlive;
    private boolean used;
    private boolean flushing;

    private enum State {
        IDLE,
        HEAD,
        LENGTH,
        CHUNKS,
        UNTIL_CLOSE,
        SOCKET
    }

    ClientConnection(ClientLoop client, OriginPool pool, Channel channel) {
        this.client = client;
        this.pool = pool;
        this.channel = channel;
        this.idleAlarm = client.loop().alarm(this);
        this.scanner = new HeadScanner(client.settings().maxHeaderBytes());
    }

    /** Sends the call's request. */
    void start(ClientCall next) {
        idleAlarm.unset();
        call = next;
        state = State.HEAD;
        next.connected(this);
        RequestEncoder.encode(
                next.request(), next.opening() != null, client.loop().headWriter(), channel, outgoing);
        flushSoon();
    }

    /** Waits, unused, for its next call, for as long as the settings allow. */
    void rest() {
        idleAlarm.set(System.nanoTime() + client.settings().idleTimeout().toNanos());
    }

    /** Closes the connection; its call, if any, has been told. */
    void giveUp() {
        call = null;
        Channels.close(channel);
    }

    /** The reader has room again. */
    void readOn() {
        channel.config().setAutoRead(true);
    }

    @Override
    public void flush() {
        flushing = false;
        outgoing.pump(channel);
        channel.flush();
    }

    @Override
    public void alarm() {
        if (call == null) {
            pool.discard(this);
        }
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
        try {
            read(in);
        } catch (WireException e) {
            broken(e);
        } finally {
            keep(in);
        }
        if (call != null && call.isAhead()) {
            gathered();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        gathered();
        ChannelHandlerContext _ = context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable() && !outgoing.isComplete()) {
            flush();
        }
        ChannelHandlerContext _ = context.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        trouble = cause;
        Channels.close(channel);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        idleAlarm.dispose();
        outgoing.release();
        boolean silent = state == State.HEAD && held == null;
        release();
        ClientCall lost = call;
        call = null;
        pool.closed(this);
        if (lost != null) {
            lost(lost, silent);
        }
        ChannelHandlerContext _ = context.fireChannelInactive();
    }

    /** Lets the reader see what came, and reads no more while that is too much for it. */
    private void gathered() {
        if (call != null && state != State.HEAD) {
            channel.config().setAutoRead(call.gathered());
        }
    }

    private void lost(ClientCall lost, boolean silent) {
        if (state == State.UNTIL_CLOSE && trouble == null) {
            lost.complete();
        } else if (silent && used && lost.mayRetry()) {
            pool.closeIdle();
            lost.retry(pool);
        } else {
            String where = state == State.HEAD ? "before the answer" : "in the middle of the answer";
            lost.fail(Kind.RESET, "the connection to " + pool.origin() + " was closed " + where, trouble);
        }
    }

    private void read(ByteBuf in) {
        boolean more = true;
        while (more && in.isReadable()) {
            more = switch (state) {
                case IDLE -> unexpected(in);
                case HEAD -> readHead(in);
                case LENGTH -> readLength(in);
                case CHUNKS -> readChunks(in);
                case UNTIL_CLOSE -> readRest(in);
                case SOCKET -> passOn(in);
            };
        }
    }

    /** An answer nobody asked for: what comes over this connection cannot be trusted any more. */
    private boolean unexpected(ByteBuf in) {
        in.skipBytes(in.readableBytes());
        pool.discard(this);
        return false;
    }

    private boolean readHead(ByteBuf in) {
        ClientCall reading = Objects.requireNonNull(call);
        int length = scanner.scan(in);
        if (length < 0) {
            refuseGarbage(in, client.loop().headBytes(PREFIX));
            return false;
        }
        byte[] bytes = client.loop().headBytes(length);
        in.readBytes(bytes, 0, length);
        ResponseHead head = ResponseHeadReader.read(
                bytes, length, reading.request().method().equals("HEAD"));
        if (head.status() == 101) {
            switchProtocols(reading, head);
        } else if (head.status() >= 200) {
            begin(reading, head, in);
        }
        return true;
    }

    private void switchProtocols(ClientCall reading, ResponseHead head) {
        SocketOpening opening = reading.opening();
        if (opening == null) {
            throw new WireException(400, "the answer switches protocols, which was not asked for");
        }
        String fault = opening.fault(head.headers());
        if (fault != null) {
            throw new WireException(400, fault);
        }
        call = null;
        state = State.SOCKET;
        socket = opening.connection();
        opening.connection().attach(channel);
        reading.switched(head);
    }

    /** The bytes that came together with the answer are the socket's first. */
    private boolean passOn(ByteBuf in) {
        ChannelHandlerContext own = channel.pipeline().context(this);
        ChannelHandlerContext _ = own.fireChannelRead(in.readRetainedSlice(in.readableBytes()));
        return false;
    }

    private static void refuseGarbage(ByteBuf in, byte[] bytes) {
        int length = Math.min(in.readableBytes(), PREFIX);
        in.getBytes(in.readerIndex(), bytes, 0, length);
        if (!ResponseHeadReader.mayStart(bytes, length)) {
            throw new WireException(400, "the answer does not begin with HTTP/1.1");
        }
    }

    private void begin(ClientCall reading, ResponseHead head, ByteBuf in) {
        keepAlive = head.keepAlive();
        reading.head(head);
        if (head.contentLength() == ResponseHead.CHUNKED) {
            chunks.reset();
            state = State.CHUNKS;
        } else if (head.contentLength() == ResponseHead.UNTIL_CLOSE) {
            state = State.UNTIL_CLOSE;
        } else {
            state = State.LENGTH;
            bodyLeft = head.contentLength();
            if (bodyLeft == 0) {
                complete(reading, in);
            }
        }
    }

    private boolean readLength(ByteBuf in) {
        ClientCall reading = Objects.requireNonNull(call);
        int length = (int) Math.min(bodyLeft, in.readableBytes());
        reading.pieces().take(in, length);
        bodyLeft -= length;
        if (bodyLeft == 0) {
            complete(reading, in);
        }
        return bodyLeft == 0;
    }

    private boolean readChunks(ByteBuf in) {
        ClientCall reading = Objects.requireNonNull(call);
        boolean ended = chunks.read(in, reading.pieces());
        if (ended) {
            complete(reading, in);
        }
        return ended;
    }

    private boolean readRest(ByteBuf in) {
        Objects.requireNonNull(call).pieces().take(in, in.readableBytes());
        return false;
    }

    /** The answer has ended; bytes beyond it belong to nothing and make the connection useless. */
    private void complete(ClientCall done, ByteBuf in) {
        call = null;
        used = true;
        state = State.IDLE;
        done.complete();
        if (keepAlive && outgoing.isComplete() && !in.isReadable() && channel.isActive()) {
            channel.config().setAutoRead(true);
            pool.release(this);
        } else {
            Channels.close(channel);
        }
    }

    private void broken(WireException e) {
        ClientCall reading = call;
        if (reading != null) {
            Kind kind = e.status() == 400 ? Kind.PROTOCOL : Kind.TOO_LARGE;
            reading.fail(kind, pool.origin() + ": " + e.reason(), e);
        }
    }

    private void keep(ByteBuf in) {
        if (in.isReadable() && channel.isActive()) {
            held = in;
        } else {
            in.release();
        }
    }

    private void release() {
        if (held != null) {
            held.release();
            held = null;
        }
    }

    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            client.loop().flushSoon(this);
        }
    }
}
