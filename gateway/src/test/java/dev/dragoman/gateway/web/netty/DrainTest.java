package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.gateway.web.EngineSettings;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Shutting down loses no running call and waits for none forever. */
@ExtendWith(NoLeaks.class)
@ParameterizedClass
@MethodSource("dev.dragoman.gateway.web.netty.EngineMode#all")
@Timeout(60)
final class DrainTest {

    private final EngineMode mode;

    DrainTest(EngineMode mode) {
        this.mode = mode;
    }

    @Test
    void aRunningCallIsFinished() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    running.countDown();
                    await(release);
                    exchange.respond(200, Headers.EMPTY, Body.utf8("finished"));
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            running.await();
            Thread draining = Thread.ofPlatform().start(engine::drain);
            awaitDraining(engine);

            release.countDown();

            assertThat(client.rest()).contains("connection: close\r\n").endsWith("finished");
            draining.join();
            assertThat(engine.inFlight()).isZero();
        }
    }

    @Test
    void aRunningStreamOfHttp2IsFinished() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    running.countDown();
                    await(release);
                    exchange.respond(200, Headers.EMPTY, Body.utf8("finished"));
                });
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, true, "GET", "/");
            running.await();
            Thread draining = Thread.ofPlatform().start(engine::drain);

            client.next(RawHttp2Client.GOAWAY);
            release.countDown();

            assertThat(client.body()).isEqualTo("finished");
            draining.join();
        }
    }

    @Test
    void unusedConnectionsAreClosedAndNewOnesRefused() throws Exception {
        try (HttpEngine engine = Engines.start(mode, exchange -> exchange.respond(200, Headers.EMPTY, Body.EMPTY));
                RawClient unused = RawClient.connect(engine.port());
                RawClient used = RawClient.connect(engine.port())) {
            used.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer();
            int port = engine.port();

            engine.drain();

            assertThat(unused.rest()).isEmpty();
            assertThat(used.rest()).isEmpty();
            assertThatThrownBy(() -> RawClient.connect(port)).hasMessageContaining("refused");
        }
    }

    @Test
    void aCallThatDoesNotEndIsCancelledInTheEnd() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        EngineSettings usual = Engines.settings(mode, Engines.LIMITS);
        EngineSettings impatient = new EngineSettings(
                usual.host(),
                usual.port(),
                usual.transport(),
                usual.scheduler(),
                usual.eventLoops(),
                usual.limits(),
                null,
                true,
                Duration.ofMillis(50));
        try (HttpEngine engine = Engines.start(impatient, exchange -> {
                    CountDownLatch gone = new CountDownLatch(1);
                    exchange.cancellation().onCancel(gone::countDown);
                    running.countDown();
                    await(gone);
                    cancelled.countDown();
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            running.await();

            engine.drain();

            cancelled.await();
            assertThat(client.rest()).doesNotContain("HTTP");
        }
    }

    private static void awaitDraining(HttpEngine engine) {
        while (!engine.draining()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
