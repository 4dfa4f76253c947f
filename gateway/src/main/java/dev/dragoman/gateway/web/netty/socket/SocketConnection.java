package dev.dragoman.gateway.web.netty.socket;

import dev.dragoman.gateway.web.netty.loop.Alarm;
import dev.dragoman.gateway.web.netty.loop.Channels;
import dev.dragoman.gateway.web.netty.loop.Flushing;
import dev.dragoman.gateway.web.netty.loop.Loop;
import dev.dragoman.http.Slice;
import dev.dragoman.http.WebSocketEnd;
import dev.dragoman.http.WebSocketEnd.Cause;
import dev.dragoman.http.WebSocketMessage;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One end of a WebSocket on its event loop: frames in and out, pings, and the closing handshake. */
public final class SocketConnection extends ChannelInboundHandlerAdapter implements Flushing, Alarm.Owner {

    private static final System.Logger LOG = System.getLogger(SocketConnection.class.getName());
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final long UNREAD_LIMIT = 64 << 10;

    private final Loop loop;
    private final SocketRules rules;
    private final Inbox inbox = new Inbox();
    private final Pace pace = new Pace();
    private final FrameQueue frames = new FrameQueue();
    private final Assembling messages;
    private final Silence silence;
    private final Alarm alarm;
    private @Nullable Channel channel;
    private boolean flushing;
    private boolean closeSent;
    private boolean closeReceived;
    private boolean lingering;
    private boolean gone;
    private volatile boolean paused;

    /** An end that has no channel yet. */
    public SocketConnection(Loop loop, SocketRules rules) {
        this.loop = loop;
        this.rules = rules;
        this.messages = new Assembling(rules.maxMessageBytes());
        this.silence = new Silence(rules.idle());
        this.alarm = loop.alarm(this);
    }

    /** This end as its threads see it. */
    public LoopWebSocket socket() {
        return new LoopWebSocket(this);
    }

    /** Takes over a channel whose handshake is done; on the loop. What follows in the pipeline is given whole bytes. */
    public void attach(Channel to) {
        channel = to;
        to.pipeline().addLast(rules.decoder(), new Utf8FrameValidator(false), this);
        to.config().setAutoRead(true);
        silence.heard();
        setAlarm();
        flushSoon();
    }

    /** Bytes have come, though perhaps no whole frame; on the loop. */
    public void heard() {
        silence.heard();
    }

    /** The server shuts down; on the loop. */
    public void leave() {
        close(WebSocketEnd.GOING_AWAY, "the server is shutting down");
    }

    /** Whether one of the ends has said that this is the end; on the loop. */
    public boolean isClosing() {
        return closeSent;
    }

    /** There is no connection, or none any more; on the loop. */
    public void lost() {
        gone = true;
        boolean _ = inbox.finish(new WebSocketEnd(WebSocketEnd.LOST, "the connection was lost", Cause.BROKEN));
        pace.over();
        frames.release();
        alarm.dispose();
    }

    Loop loop() {
        return loop;
    }

    Inbox inbox() {
        return inbox;
    }

    Pace pace() {
        return pace;
    }

    Masking masking() {
        return rules.masking();
    }

    /** Sends a message's frame; on the loop. */
    void send(Frame frame) {
        pace.handed(frame.weight());
        if (!gone && !closeSent) {
            frames.add(frame);
            flushSoon();
        }
    }

    /** Begins the closing handshake; on the loop. */
    void close(int code, String reason) {
        if (!gone && !closeSent) {
            boolean _ = inbox.finish(new WebSocketEnd(code, reason, Cause.CLOSED_HERE));
            sayClosing(Frame.closing(code, reason, rules.masking()));
        }
    }

    /** The reader has taken something; by the reader. */
    void taken() {
        if (paused && hasRoom()) {
            loop.post(new SocketOperation.Resume(this));
        }
    }

    /** Reads on; on the loop. */
    void resume() {
        if (paused && !gone) {
            paused = false;
            silence.heard();
            Objects.requireNonNull(channel).config().setAutoRead(true);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        WebSocketFrame frame = (WebSocketFrame) message;
        try {
            take(frame);
        } finally {
            frame.release();
        }
        if (inbox.unread() > UNREAD_LIMIT) {
            gathered();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        gathered();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            silence.progressed();
            flush();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException broken) {
            fail(broken.closeStatus().code(), String.valueOf(broken.getMessage()));
            return;
        }
        if (!(cause instanceof IOException)) {
            LOG.log(System.Logger.Level.ERROR, "a WebSocket failed", cause);
        }
        Channels.close(context.channel());
    }

    @Override
    public void flush() {
        flushing = false;
        Channel to = channel;
        if (to == null || gone) {
            return;
        }
        frames.pump(to);
        to.flush();
        if (!frames.isDrained() || !to.isWritable()) {
            silence.waiting();
            setAlarm();
            return;
        }
        silence.caughtUp();
        pace.caughtUp();
        if (closeSent && !lingering) {
            said(to);
        }
    }

    @Override
    public void alarm() {
        Channel to = channel;
        if (to == null || gone) {
            return;
        }
        long now = System.nanoTime();
        if (closeSent || silence.isStuck(now)) {
            Channels.close(to);
            return;
        }
        if (paused) {
            silence.heard();
        }
        if (silence.isTooLong(now)) {
            fail(WebSocketEnd.GOING_AWAY, "no sign of life for " + rules.idle());
        } else if (silence.wantsPing(now)) {
            silence.pinged();
            frames.add(Frame.of(Frame.PING, Slice.EMPTY, rules.masking()));
            flushSoon();
        }
        setAlarm();
    }

    private void take(WebSocketFrame frame) {
        switch (frame) {
            case CloseWebSocketFrame closing -> closed(closing);
            case PingWebSocketFrame ping -> answer(ping);
            case PongWebSocketFrame pong -> {}
            default -> data(frame);
        }
    }

    private void data(WebSocketFrame fragment) {
        if (closeSent) {
            return;
        }
        if (messages.isTooLong(fragment)) {
            fail(WebSocketEnd.TOO_LARGE, "a message is longer than " + rules.maxMessageBytes() + " bytes");
            return;
        }
        WebSocketMessage message = messages.take(fragment);
        if (message != null) {
            inbox.put(message);
        }
    }

    private void answer(PingWebSocketFrame ping) {
        if (!closeSent) {
            byte[] content = new byte[ping.content().readableBytes()];
            ping.content().readBytes(content);
            frames.pong(Frame.of(Frame.PONG, Slice.of(content), rules.masking()));
            flushSoon();
        }
    }

    private void closed(CloseWebSocketFrame closing) {
        if (closeReceived) {
            return;
        }
        closeReceived = true;
        int code = closing.statusCode();
        boolean _ = inbox.finish(new WebSocketEnd(
                code < 0 ? WebSocketEnd.NO_CODE : code, String.valueOf(closing.reasonText()), Cause.CLOSED_THERE));
        if (!closeSent) {
            sayClosing(
                    code < 0
                            ? Frame.of(Frame.CLOSE, Slice.EMPTY, rules.masking())
                            : Frame.closing(code, "", rules.masking()));
        } else if (frames.isDrained()) {
            flushSoon();
        }
    }

    /** The other end broke a rule: it is told which, and nothing more is read. */
    private void fail(int code, String reason) {
        boolean _ = inbox.finish(new WebSocketEnd(code, reason, Cause.BROKEN));
        closeReceived = true;
        if (!closeSent) {
            sayClosing(Frame.closing(code, reason, rules.masking()));
        }
    }

    private void sayClosing(Frame closing) {
        closeSent = true;
        pace.over();
        frames.add(closing);
        alarm.set(System.nanoTime() + CLOSING.toNanos());
        paused = false;
        if (channel != null) {
            channel.config().setAutoRead(true);
        }
        flushSoon();
    }

    /** Everything was sent, and the closing frame last. A server ends the connection; a client waits for that. */
    private void said(Channel to) {
        if (!closeReceived) {
            return;
        }
        lingering = true;
        alarm.set(System.nanoTime() + LINGER.toNanos());
        if (!rules.isServer()) {
            return;
        }
        boolean whole = to.pipeline().get(SslHandler.class) != null;
        ChannelFuture _ = to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
            if (whole || !sent.isSuccess()) {
                Channels.close(to);
            } else {
                ChannelFuture _ = ((SocketChannel) to).shutdownOutput();
            }
        });
    }

    /** Reads no more while the reader has too much; a reader that makes room before it can see the pause asks for nothing. */
    private void gathered() {
        Channel from = channel;
        if (from == null || gone || closeSent) {
            return;
        }
        if (inbox.unread() > UNREAD_LIMIT) {
            paused = true;
        }
        if (paused && hasRoom()) {
            paused = false;
        }
        from.config().setAutoRead(!paused);
    }

    private boolean hasRoom() {
        return inbox.unread() <= UNREAD_LIMIT / 2;
    }

    private void setAlarm() {
        if (!closeSent && !gone) {
            alarm.set(silence.next());
        }
    }

    private void flushSoon() {
        if (!flushing && channel != null) {
            flushing = true;
            loop.flushSoon(this);
        }
    }
}
