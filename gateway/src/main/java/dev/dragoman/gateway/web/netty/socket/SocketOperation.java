package dev.dragoman.gateway.web.netty.socket;

import dev.dragoman.gateway.web.netty.loop.Operation;

/** What a thread wants of its WebSocket, on the way to the event loop. */
abstract sealed class SocketOperation extends Operation {

    final SocketConnection connection;

    private SocketOperation(SocketConnection connection) {
        this.connection = connection;
    }

    /** A message to be sent. */
    static final class Send extends SocketOperation {

        private final Frame frame;

        Send(SocketConnection connection, Frame frame) {
            super(connection);
            this.frame = frame;
        }

        @Override
        protected void run() {
            connection.send(frame);
        }
    }

    /** The beginning of the closing handshake. */
    static final class Close extends SocketOperation {

        private final int code;
        private final String reason;

        Close(SocketConnection connection, int code, String reason) {
            super(connection);
            this.code = code;
            this.reason = reason;
        }

        @Override
        protected void run() {
            connection.close(code, reason);
        }
    }

    /** There is room for more messages. */
    static final class Resume extends SocketOperation {

        Resume(SocketConnection connection) {
            super(connection);
        }

        @Override
        protected void run() {
            connection.resume();
        }
    }
}
