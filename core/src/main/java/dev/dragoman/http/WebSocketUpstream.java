package dev.dragoman.http;

import java.util.List;

/** Opens WebSockets to vendors, in blocking style. Thread-safe; follows no redirects and retries nothing by itself. */
@FunctionalInterface
public interface WebSocketUpstream {

    /**
     * Opens a WebSocket.
     *
     * @param request where to, with all header fields but those of the handshake; its method is GET and it has no body
     * @param terms what both ends keep to
     * @param timeouts {@code head} and {@code total} limit the handshake; afterwards there is no limit
     * @param cancellation when cancelled, the handshake is given up or the WebSocket closed
     * @throws UpstreamException when neither a WebSocket nor another answer comes
     */
    Opening open(UpstreamRequest request, Terms terms, Timeouts timeouts, Cancellation cancellation);

    /**
     * What both ends keep to.
     *
     * @param protocols the subprotocols offered, the best first; may be empty
     * @param maxMessageBytes the longest message to accept
     */
    record Terms(List<String> protocols, int maxMessageBytes) {

        public Terms {
            protocols = List.copyOf(protocols);
        }
    }

    /** What came of it. */
    sealed interface Opening {

        /** The header fields of the answer. */
        Headers headers();

        /** It stands. Whoever holds it must close it. */
        record Opened(Headers headers, WebSocket socket) implements Opening {}

        /** The other end answered in HTTP instead. Whoever holds the answer must close it. */
        record Refused(UpstreamResponse response) implements Opening {

            @Override
            public Headers headers() {
                return response.headers();
            }
        }
    }
}
