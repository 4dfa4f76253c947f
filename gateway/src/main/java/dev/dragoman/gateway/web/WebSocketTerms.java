package dev.dragoman.gateway.web;

import dev.dragoman.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a client's WebSocket is accepted.
 *
 * @param protocol the subprotocol chosen among those offered; null for none
 * @param maxMessageBytes the longest message to accept; a longer one closes the connection with 1009
 * @param headers further fields of the answer
 */
public record WebSocketTerms(@Nullable String protocol, int maxMessageBytes, Headers headers) {}
