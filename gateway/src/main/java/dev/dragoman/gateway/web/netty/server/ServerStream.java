package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.ClientGoneException;
import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.http.Body;

/** The body of an exchange's streamed answer. */
final class ServerStream implements ResponseStream {

    private final ServerExchange exchange;
    private boolean open = true;

    ServerStream(ServerExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void write(Body piece) {
        if (!open) {
            throw new IllegalStateException("the body has ended");
        }
        if (exchange.pace().isGone()) {
            throw new ClientGoneException();
        }
        exchange.pace().wrote(piece.length());
        exchange.responder().loop().post(new AnswerOperation.Piece(exchange, piece));
        exchange.pace().await();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            exchange.responder().loop().post(new AnswerOperation.End(exchange));
        }
    }

    @Override
    public void abort() {
        if (open) {
            open = false;
            exchange.responder().loop().post(new AnswerOperation.Abort(exchange));
        }
    }

    boolean isOpen() {
        return open;
    }
}
