package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.web.ClientGoneException;
import dev.dragoman.gateway.web.EngineSettings.Limits;
import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.RawVendor;
import dev.dragoman.http.Slice;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody is read from faster than the bytes can be passed on. */
@ExtendWith(NoLeaks.class)
@ParameterizedClass
@MethodSource("dev.dragoman.gateway.web.netty.EngineMode#all")
@Timeout(120)
final class BackpressureTest {

    private static final int CHUNK = 10_000;
    private static final int CHUNKS = 10_000;

    private final EngineMode mode;

    BackpressureTest(EngineMode mode) {
        this.mode = mode;
    }

    @Test
    void aSlowClientStopsTheReadingOfTheVendor() throws Exception {
        AtomicLong sent = new AtomicLong();
        CompletableFuture<Upstream> upstream = new CompletableFuture<>();
        try (RawVendor vendor = chunks(sent);
                HttpEngine engine = Engines.start(mode, exchange -> {
                    try (UpstreamResponse response =
                                    upstream.join().send(get(vendor), Timeouts.NONE, exchange.cancellation());
                            ResponseStream stream = exchange.stream(200, Headers.EMPTY)) {
                        for (Slice piece = response.read(); piece != null; piece = response.read()) {
                            stream.write(new Body(List.of(piece)));
                        }
                    }
                });
                RawClient client = RawClient.connect(engine.port())) {
            upstream.complete(engine.upstream(UpstreamSettings.DEFAULTS));
            client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            client.head();

            assertThat(settled(sent)).isLessThan((long) CHUNK * CHUNKS / 2);

            assertThat(client.count()).isGreaterThan((long) CHUNK * CHUNKS);
        }
    }

    @Test
    void aSlowReaderStopsTheReadingOfTheVendor() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawVendor vendor = chunks(sent);
                HttpEngine engine = Engines.start(mode, exchange -> {})) {
            Upstream upstream = engine.upstream(UpstreamSettings.DEFAULTS);
            try (UpstreamResponse response = upstream.send(get(vendor), Timeouts.NONE, Cancellation.never())) {
                assertThat(settled(sent)).isLessThan((long) CHUNK * CHUNKS / 2);

                assertThat(readAll(response)).isEqualTo((long) CHUNK * CHUNKS);
            }
        }
    }

    /** Between being too far behind and having caught up there are moments in which reading on must not be forgotten. */
    @Test
    void readersAboutAsFastAsTheVendorAlwaysReadOn() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawVendor vendor = chunks(sent);
                HttpEngine engine = Engines.start(mode, exchange -> {});
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Upstream upstream = engine.upstream(UpstreamSettings.DEFAULTS);
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                counts.add(readers.submit(() -> {
                    try (UpstreamResponse response = upstream.send(get(vendor), Timeouts.NONE, Cancellation.never())) {
                        return readAll(response);
                    }
                }));
            }

            for (Future<Long> count : counts) {
                assertThat(count.get(60, TimeUnit.SECONDS)).isEqualTo((long) CHUNK * CHUNKS);
            }
        }
    }

    @Test
    void aReaderThatWantsAllIsGivenAllAtOnce() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawVendor vendor = chunks(sent);
                HttpEngine engine = Engines.start(mode, exchange -> {})) {
            Upstream upstream = engine.upstream(UpstreamSettings.DEFAULTS);
            try (UpstreamResponse response = upstream.send(get(vendor), Timeouts.NONE, Cancellation.never())) {
                assertThat(response.readAll(CHUNK * CHUNKS)).hasSize(CHUNK * CHUNKS);
            }
        }
    }

    @Test
    void aClientThatTakesNothingIsGoneInTheEnd() throws Exception {
        Limits impatient = new Limits(
                1_000,
                2_000,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofMillis(200),
                Integer.MAX_VALUE);
        CompletableFuture<RuntimeException> outcome = new CompletableFuture<>();
        try (HttpEngine engine = Engines.start(mode, impatient, exchange -> {
                    try (ResponseStream stream = exchange.stream(200, Headers.EMPTY)) {
                        while (true) {
                            stream.write(Body.utf8("x".repeat(CHUNK)));
                        }
                    } catch (ClientGoneException e) {
                        outcome.complete(e);
                        throw e;
                    }
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(ClientGoneException.class);
        }
    }

    private static long readAll(UpstreamResponse response) {
        long read = 0;
        for (Slice piece = response.read(); piece != null; piece = response.read()) {
            read += piece.length();
        }
        return read;
    }

    /** Waits until the number stays the same for a while: whoever counts is held up. */
    private static long settled(AtomicLong number) {
        long before = -1;
        long now = number.get();
        while (now != before) {
            before = now;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            now = number.get();
        }
        return now;
    }

    private static RawVendor chunks(AtomicLong sent) {
        String chunk = Integer.toHexString(CHUNK) + "\r\n" + "x".repeat(CHUNK) + "\r\n";
        return RawVendor.start(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < CHUNKS; i++) {
                connection.send(chunk);
                sent.addAndGet(CHUNK);
            }
            connection.send("0\r\n\r\n").awaitClose();
        });
    }

    private static UpstreamRequest get(RawVendor vendor) {
        return new UpstreamRequest("GET", vendor.origin(), "/", Headers.EMPTY, Body.EMPTY);
    }
}
