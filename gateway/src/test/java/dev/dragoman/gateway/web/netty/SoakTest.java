package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.http.Body;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.RawVendor;
import dev.dragoman.http.Slice;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that can go wrong, at random and side by side: in the end nothing runs, nothing is open, nothing is lost. The
 * property {@code soak.calls} makes it longer than the moment that every build can afford.
 */
@ExtendWith(NoLeaks.class)
@ParameterizedClass
@MethodSource("dev.dragoman.gateway.web.netty.EngineMode#all")
@Timeout(180)
final class SoakTest {

    private static final int CLIENTS = 16;
    private static final int CALLS = Integer.getInteger("soak.calls", 60);

    private final EngineMode mode;
    private final CompletableFuture<Upstream> upstream = new CompletableFuture<>();
    private final AtomicInteger whole = new AtomicInteger();

    SoakTest(EngineMode mode) {
        this.mode = mode;
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        try (RawVendor vendor = RawVendor.start(SoakTest::misbehave);
                HttpEngine engine = Engines.start(mode, exchange -> relay(vendor, exchange))) {
            upstream.complete(engine.upstream(UpstreamSettings.DEFAULTS));
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(i);
                clients.add(Thread.ofPlatform().start(() -> callAndLeave(engine.port(), random)));
            }

            for (Thread client : clients) {
                client.join();
            }

            while (engine.inFlight() > 0) {
                Thread.onSpinWait();
            }
            assertThat(whole).hasPositiveValue();
        }
    }

    /** Answers, streams, stops, breaks off or hangs, as the request's path says. */
    private static void misbehave(RawVendor.Connection connection) throws IOException {
        while (true) {
            String request = connection.request();
            int at = request.indexOf("/") + 1;
            switch (request.charAt(at)) {
                case '0' -> connection.answer("x".repeat(1_000));
                case '1' -> connection.answer("x".repeat(200_000));
                case '2' -> {
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    for (int i = 0; i < 50; i++) {
                        connection.send("a\r\n0123456789\r\n");
                    }
                    connection.send("0\r\n\r\n");
                }
                case '3' -> {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart");
                    return;
                }
                case '4' -> connection.reset();
                case '5' -> {
                    connection
                            .send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart")
                            .awaitClose();
                    return;
                }
                case '6' -> connection.send("garbage\r\n\r\n").awaitClose();
                default -> connection.awaitClose();
            }
        }
    }

    private void relay(RawVendor vendor, Exchange exchange) {
        UpstreamRequest request =
                new UpstreamRequest("POST", vendor.origin(), exchange.path(), Headers.EMPTY, Body.of(exchange.body()));
        Timeouts timeouts = Timeouts.total(Deadline.after(Duration.ofMillis(200), System.nanoTime()));
        try (UpstreamResponse response = upstream.join().send(request, timeouts, exchange.cancellation())) {
            if (exchange.query().equals("whole")) {
                exchange.respond(response.status(), Headers.EMPTY, Body.of(response.readAll(1_000_000)));
                return;
            }
            try (ResponseStream stream = exchange.stream(response.status(), Headers.EMPTY)) {
                pass(response, stream);
            }
        } catch (UpstreamException e) {
            if (exchange.query().equals("whole") || e.kind() != UpstreamException.Kind.CANCELLED) {
                respondUnlessStreaming(exchange);
            }
        }
    }

    private static void pass(UpstreamResponse response, ResponseStream stream) {
        try {
            for (Slice piece = response.read(); piece != null; piece = response.read()) {
                stream.write(new Body(List.of(piece)));
            }
        } catch (UpstreamException e) {
            stream.abort();
        }
    }

    private static void respondUnlessStreaming(Exchange exchange) {
        try {
            exchange.respond(502, Headers.EMPTY, Body.EMPTY);
        } catch (IllegalStateException streaming) {
            // The stream was broken off.
        }
    }

    private void callAndLeave(int port, Random random) {
        for (int i = 0; i < CALLS; i++) {
            try (RawClient client = RawClient.connect(port)) {
                int kind = random.nextInt(8);
                String query = random.nextBoolean() ? "?whole" : "";
                client.send("POST /" + kind + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + "Content-Length: 1000\r\n\r\n");
                client.send("y".repeat(random.nextInt(4) == 0 ? 500 : 1_000));
                leave(client, random);
            } catch (UncheckedIOException closedByServer) {
                // The server had reason to.
            }
        }
    }

    private void leave(RawClient client, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> client.reset();
            case 1 -> client.finish();
            case 2 -> client.close();
            default -> {
                client.abandonAfter(300);
                if (client.rest().startsWith("HTTP/1.1 200")) {
                    whole.incrementAndGet();
                }
            }
        }
    }
}
