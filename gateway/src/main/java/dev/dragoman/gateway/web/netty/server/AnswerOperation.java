package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.netty.loop.Operation;
import dev.dragoman.gateway.web.netty.socket.SocketConnection;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;

/** A step of an answer on its way from the handler's thread to the event loop. */
abstract sealed class AnswerOperation extends Operation {

    final ServerExchange exchange;

    private AnswerOperation(ServerExchange exchange) {
        this.exchange = exchange;
    }

    /** A whole answer. */
    static final class Whole extends AnswerOperation {

        private final int status;
        private final Headers headers;
        private final Body body;

        Whole(ServerExchange exchange, int status, Headers headers, Body body) {
            super(exchange);
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        @Override
        protected void run() {
            exchange.responder().whole(exchange, status, headers, body);
        }
    }

    /** The beginning of a streamed answer. */
    static final class Begin extends AnswerOperation {

        private final int status;
        private final Headers headers;

        Begin(ServerExchange exchange, int status, Headers headers) {
            super(exchange);
            this.status = status;
            this.headers = headers;
        }

        @Override
        protected void run() {
            exchange.responder().begin(exchange, status, headers);
        }
    }

    /** A piece of a streamed body. */
    static final class Piece extends AnswerOperation {

        private final Body piece;

        Piece(ServerExchange exchange, Body piece) {
            super(exchange);
            this.piece = piece;
        }

        @Override
        protected void run() {
            exchange.responder().piece(exchange, piece);
        }
    }

    /** The proper end of a streamed body. */
    static final class End extends AnswerOperation {

        End(ServerExchange exchange) {
            super(exchange);
        }

        @Override
        protected void run() {
            exchange.responder().end(exchange);
        }
    }

    /** The switch to a WebSocket. */
    static final class Upgrade extends AnswerOperation {

        private final Headers headers;
        private final SocketConnection socket;

        Upgrade(ServerExchange exchange, Headers headers, SocketConnection socket) {
            super(exchange);
            this.headers = headers;
            this.socket = socket;
        }

        @Override
        protected void run() {
            exchange.responder().upgrade(exchange, headers, socket);
        }
    }

    /** The end of an answer that cannot be completed. */
    static final class Abort extends AnswerOperation {

        Abort(ServerExchange exchange) {
            super(exchange);
        }

        @Override
        protected void run() {
            exchange.responder().abort(exchange);
        }
    }
}
