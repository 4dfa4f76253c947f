package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.gateway.web.netty.socket.Handshake;
import dev.dragoman.gateway.web.netty.socket.SocketConnection;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that a call asks for.
 *
 * @param key proves that the answer is one to this handshake
 * @param protocols the subprotocols offered
 * @param connection takes over the connection once the other end agrees
 */
record SocketOpening(String key, List<String> protocols, SocketConnection connection) {

    /** The request with the fields of the handshake; {@code connection} belongs to the connection. */
    UpstreamRequest asking(UpstreamRequest request) {
        Headers.Builder headers = request.headers().toBuilder()
                .set("upgrade", "websocket")
                .set("sec-websocket-version", Handshake.VERSION)
                .set("sec-websocket-key", key);
        if (!protocols.isEmpty()) {
            headers.set("sec-websocket-protocol", String.join(", ", protocols));
        }
        return request.withHeaders(headers.build());
    }

    /** What is wrong with an answer that switches protocols; null when nothing is. */
    @Nullable
    String fault(Headers answer) {
        return Handshake.fault(answer, key, protocols);
    }
}
