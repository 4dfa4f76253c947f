package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.web.EngineSettings.Scheduler;
import dev.dragoman.gateway.web.EngineSettings.Transport;
import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.RawVendor;
import dev.dragoman.http.Slice;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A thousand streams at once, all open at the same time, each arriving whole and in order. */
@ExtendWith(NoLeaks.class)
@ParameterizedClass
@EnumSource(
        value = Scheduler.class,
        names = {"DEFAULT", "EVENT_LOOP"})
@Timeout(120)
final class ManyStreamsTest {

    private static final int STREAMS = 1_000;
    private static final int EVENTS = 10;

    private final EngineMode mode;

    ManyStreamsTest(Scheduler scheduler) {
        this.mode = new EngineMode(Transport.AUTO, scheduler);
    }

    @Test
    void allArriveWholeAndInOrder() throws Exception {
        CountDownLatch allOpen = new CountDownLatch(STREAMS);
        CompletableFuture<Upstream> upstream = new CompletableFuture<>();
        try (RawVendor vendor = RawVendor.start(connection -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    allOpen.countDown();
                    await(allOpen);
                    for (int i = 0; i < EVENTS; i++) {
                        connection.send("9\r\ndata: " + i + "\n\n\r\n");
                    }
                    connection.send("0\r\n\r\n").awaitClose();
                });
                HttpEngine engine = Engines.start(mode, exchange -> {
                    UpstreamRequest request =
                            new UpstreamRequest("GET", vendor.origin(), "/", Headers.EMPTY, Body.EMPTY);
                    try (UpstreamResponse response =
                                    upstream.join().send(request, Timeouts.NONE, exchange.cancellation());
                            ResponseStream stream = exchange.stream(200, Headers.EMPTY)) {
                        for (Slice piece = response.read(); piece != null; piece = response.read()) {
                            stream.write(new Body(List.of(piece)));
                        }
                    }
                })) {
            upstream.complete(engine.upstream(UpstreamSettings.DEFAULTS));
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                clients.add(RawClient.connect(engine.port())
                        .send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
            }

            for (RawClient client : clients) {
                assertThat(client.body()).isEqualTo(expected());
                client.close();
            }
            while (engine.inFlight() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static String expected() {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < EVENTS; i++) {
            events.append("data: ").append(i).append("\n\n");
        }
        return events.toString();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
