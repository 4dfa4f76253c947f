package dev.dragoman.gateway.web.netty.socket;

import dev.dragoman.http.WebSocket;
import dev.dragoman.http.WebSocketClosedException;
import dev.dragoman.http.WebSocketEnd;
import dev.dragoman.http.WebSocketEnd.Cause;
import dev.dragoman.http.WebSocketMessage;
import org.jspecify.annotations.Nullable;

/** One end of a WebSocket as the threads that use it see it; everything happens on its event loop. */
public final class LoopWebSocket implements WebSocket {

    private final SocketConnection connection;
    private final Inbox inbox;
    private final Pace pace;

    LoopWebSocket(SocketConnection connection) {
        this.connection = connection;
        this.inbox = connection.inbox();
        this.pace = connection.pace();
    }

    @Override
    public @Nullable WebSocketMessage receive() {
        while (true) {
            WebSocketEnd end = inbox.end();
            if (end != null && end.cause() == Cause.CLOSED_HERE) {
                return null;
            }
            WebSocketMessage message = inbox.take();
            if (message != null) {
                connection.taken();
                return message;
            }
            if (end != null) {
                return null;
            }
            if (!inbox.await()) {
                close(WebSocketEnd.GOING_AWAY, "interrupted");
            }
        }
    }

    @Override
    public void send(WebSocketMessage message) {
        if (inbox.end() != null) {
            throw new WebSocketClosedException();
        }
        Frame frame = Frame.of(message, connection.masking());
        pace.wrote(frame.weight());
        connection.loop().post(new SocketOperation.Send(connection, frame));
        pace.await();
    }

    @Override
    public void close(int code, String reason) {
        if (!WebSocketEnd.maySend(code)) {
            throw new IllegalArgumentException("close code " + code + " (expected: 1000 to 1014, or 3000 to 4999)");
        }
        if (inbox.finish(new WebSocketEnd(code, reason, Cause.CLOSED_HERE))) {
            connection.loop().post(new SocketOperation.Close(connection, code, reason));
        }
    }

    @Override
    public @Nullable WebSocketEnd end() {
        return inbox.end();
    }
}
