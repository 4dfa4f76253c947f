package dev.dragoman.http;

/** Something was to be sent over a WebSocket that has ended. */
public final class WebSocketClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WebSocketClosedException() {
        super("the WebSocket is closed", null, false, false);
    }
}
