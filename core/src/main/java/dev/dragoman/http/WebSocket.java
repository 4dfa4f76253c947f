package dev.dragoman.http;

import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that stands, in blocking style. One thread may receive while another sends; {@link #close} may be called by any.
 * Pings are answered, and messages put together, below this interface.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455, the WebSocket protocol</a>
 */
public interface WebSocket extends AutoCloseable {

    /** Waits for the next message, whole; null once nothing more comes, which {@link #end()} explains. */
    @Nullable
    WebSocketMessage receive();

    /**
     * Sends a message; waits while the other end takes no more.
     *
     * @throws WebSocketClosedException when the connection has ended or is ending
     */
    void send(WebSocketMessage message);

    /**
     * Ends the connection in an orderly way, after what was sent before; nothing is received from now on. Returns at once, and
     * does nothing when the connection is ending already.
     *
     * @param code one of {@link WebSocketEnd}'s codes, or of 3000 to 4999
     * @param reason a short text for the other end; cut after 123 bytes
     */
    void close(int code, String reason);

    /** How the connection ended; null while it goes on. */
    @Nullable
    WebSocketEnd end();

    /** Ends the connection as complete, if it goes on. */
    @Override
    default void close() {
        close(WebSocketEnd.NORMAL, "");
    }
}
