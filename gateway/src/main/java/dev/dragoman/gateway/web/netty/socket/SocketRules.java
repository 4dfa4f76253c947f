package dev.dragoman.gateway.web.netty.socket;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * What one end of a WebSocket keeps to.
 *
 * @param masking how its own frames are masked; the other end does the opposite
 * @param maxMessageBytes the longest message to accept
 * @param idle the longest time without a sign of life; halfway a ping asks for one
 */
public record SocketRules(Masking masking, int maxMessageBytes, Duration idle) {

    /** A server's end. */
    public static SocketRules server(int maxMessageBytes, Duration idle) {
        return new SocketRules(Masking.OFF, maxMessageBytes, idle);
    }

    /** A client's end. */
    public static SocketRules client(SecureRandom random, int maxMessageBytes, Duration idle) {
        return new SocketRules(Masking.with(random), maxMessageBytes, idle);
    }

    boolean isServer() {
        return !masking.isOn();
    }

    /** Cuts bytes into frames, and refuses those that break a rule; it leaves the answer to whoever hears of it. */
    ChannelHandler decoder() {
        return new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(isServer())
                .allowMaskMismatch(false)
                .allowExtensions(false)
                .maxFramePayloadLength(maxMessageBytes)
                .closeOnProtocolViolation(false)
                .build());
    }
}
