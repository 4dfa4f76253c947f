package dev.dragoman.gateway.cache;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** A small server that a fake is built on. */
final class FakeHttp implements AutoCloseable {

    private final HttpServer server;

    private FakeHttp(HttpServer server) {
        this.server = server;
    }

    /** What is answered to a request. */
    record Reply(int status, byte[] body) {}

    /** Answers requests. */
    interface Desk {
        Reply answer(HttpExchange exchange, byte[] body) throws IOException;
    }

    static FakeHttp start(Desk desk) {
        return startOn(0, desk);
    }

    static FakeHttp startOn(int port, Desk desk) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                try (exchange) {
                    Reply reply =
                            desk.answer(exchange, exchange.getRequestBody().readAllBytes());
                    exchange.getResponseHeaders().set("content-type", "application/json");
                    exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
                    if (reply.body().length > 0) {
                        exchange.getResponseBody().write(reply.body());
                    }
                }
            });
            server.start();
            return new FakeHttp(server);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
