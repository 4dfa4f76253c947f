package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.web.ClientGoneException;
import dev.dragoman.gateway.web.Handler;
import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.RawVendor;
import dev.dragoman.http.Slice;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that leaves has its vendor's call cancelled, whatever the call was doing. */
@ParameterizedClass
@MethodSource("dev.dragoman.gateway.web.netty.EngineMode#all")
@Timeout(60)
final class ClientGoneTest {

    private final EngineMode mode;

    ClientGoneTest(EngineMode mode) {
        this.mode = mode;
    }

    /** Ways to leave. */
    enum Leaving {
        CLOSE,
        RESET,
        FINISH;

        void act(RawClient client) {
            switch (this) {
                case CLOSE -> client.close();
                case RESET -> client.reset();
                case FINISH -> client.finish();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileTheVendorsHeadIsAwaited(Leaving leaving) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (RawVendor vendor = RawVendor.start(connection -> {
                    connection.request();
                    asked.countDown();
                    connection.awaitClose();
                    closed.countDown();
                });
                Relay relay = new Relay(mode, vendor);
                RawClient client = relay.request()) {
            await(asked);

            leaving.act(client);

            await(closed);
            assertThat(relay.outcome())
                    .isInstanceOfSatisfying(
                            UpstreamException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(UpstreamException.Kind.CANCELLED));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileTheVendorIsSilentInTheMiddleOfAStream(Leaving leaving) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawVendor vendor = RawVendor.start(connection -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
                    connection.awaitClose();
                    closed.countDown();
                });
                Relay relay = new Relay(mode, vendor);
                RawClient client = relay.request()) {
            client.head();
            client.text("5\r\nfirst\r\n".length());

            leaving.act(client);

            await(closed);
            assertThat(relay.outcome()).isInstanceOf(UpstreamException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileTheVendorStreams(Leaving leaving) throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        try (RawVendor vendor = RawVendor.start(connection -> {
                    connection.request();
                    try {
                        connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                        while (true) {
                            connection.send("3e8\r\n" + "x".repeat(1_000) + "\r\n");
                        }
                    } finally {
                        closed.complete(true);
                    }
                });
                Relay relay = new Relay(mode, vendor);
                RawClient client = relay.request()) {
            client.head();
            client.text(1_000);

            leaving.act(client);

            assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(relay.outcome()).isInstanceOfAny(UpstreamException.class, ClientGoneException.class);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** An engine whose handler passes the vendor's answer on piece by piece. */
    private static final class Relay implements AutoCloseable {

        private final BlockingQueue<RuntimeException> outcomes = new LinkedBlockingQueue<>();
        private final HttpEngine engine;
        private final CompletableFuture<Upstream> upstream = new CompletableFuture<>();

        private Relay(EngineMode mode, RawVendor vendor) {
            UpstreamRequest request = new UpstreamRequest("GET", vendor.origin(), "/", Headers.EMPTY, Body.EMPTY);
            Handler relaying = exchange -> {
                try (UpstreamResponse response = upstream.join().send(request, Timeouts.NONE, exchange.cancellation());
                        ResponseStream stream = exchange.stream(response.status(), Headers.EMPTY)) {
                    for (Slice piece = response.read(); piece != null; piece = response.read()) {
                        stream.write(new Body(List.of(piece)));
                    }
                } catch (RuntimeException e) {
                    outcomes.add(e);
                    throw new ClientGoneException();
                }
            };
            engine = Engines.start(mode, relaying);
            upstream.complete(engine.upstream(UpstreamSettings.DEFAULTS));
        }

        RawClient request() {
            return RawClient.connect(engine.port()).send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        }

        RuntimeException outcome() throws InterruptedException {
            return outcomes.take();
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
