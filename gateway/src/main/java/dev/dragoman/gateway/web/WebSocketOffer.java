package dev.dragoman.gateway.web;

import java.util.List;

/**
 * A client's valid wish to go on as a WebSocket.
 *
 * @param protocols the subprotocols that it offers, in its order; may be empty
 */
public record WebSocketOffer(List<String> protocols) {

    public WebSocketOffer {
        protocols = List.copyOf(protocols);
    }
}
