package dev.dragoman.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dragoman.http.UpstreamException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Upstream} must do. */
@Timeout(60)
public interface UpstreamContract {

    Duration SHORT = Duration.ofMillis(100);

    /** The client under test; closed after the test by the implementor. */
    Upstream upstream();

    @Test
    default void requestArrivesAsGiven() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        try (RawVendor vendor = RawVendor.start(connection -> {
            received.add(connection.request());
            connection.answer("ok").awaitClose();
        })) {
            Body body = new Body(List.of(
                    Slice.utf8("{\"a\":"),
                    new Slice("xx12yy".getBytes(StandardCharsets.UTF_8), 2, 2),
                    Slice.utf8("}")));
            UpstreamRequest request = new UpstreamRequest(
                    "POST",
                    vendor.origin(),
                    "/v1/x?q=1",
                    Headers.of("authorization", "Bearer k", "x-two", "1", "x-two", "2"),
                    body);

            byte[] answer = readAll(request, Timeouts.NONE);

            assertThat(answer).asString(StandardCharsets.UTF_8).isEqualTo("ok");
            assertThat(received.take())
                    .startsWith("POST /v1/x?q=1 HTTP/1.1\r\n")
                    .containsIgnoringCase(
                            "\r\nhost: 127.0.0.1:" + vendor.origin().port() + "\r\n")
                    .containsIgnoringCase("\r\ncontent-length: 8\r\n")
                    .contains("\r\nauthorization: Bearer k\r\n", "\r\nx-two: 1\r\n", "\r\nx-two: 2\r\n")
                    .endsWith("\r\n\r\n{\"a\":12}");
        }
    }

    @Test
    default void postWithoutBodyAnnouncesItsLength() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        try (RawVendor vendor = RawVendor.start(connection -> {
            received.add(connection.request());
            connection.answer("ok").awaitClose();
        })) {
            readAll(new UpstreamRequest("POST", vendor.origin(), "/", Headers.EMPTY, Body.EMPTY), Timeouts.NONE);

            assertThat(received.take()).containsIgnoringCase("\r\ncontent-length: 0\r\n");
        }
    }

    @Test
    default void statusAndHeadersAreReported() throws Exception {
        try (RawVendor vendor = vendor(
                "HTTP/1.1 429 Slow Down\r\nRetry-After: 3\r\nX-A:  1 \r\nx-a: 2\r\nContent-Length: 2\r\n\r\nno")) {
            try (UpstreamResponse response = send(vendor)) {
                assertThat(response.status()).isEqualTo(429);
                assertThat(response.headers().first("retry-after")).isEqualTo("3");
                assertThat(response.headers().all("x-a")).containsExactly("1", "2");
                assertThat(response.readAll(10))
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("no");
            }
        }
    }

    @Test
    default void redirectIsReportedAndNotFollowed() throws Exception {
        try (RawVendor vendor =
                vendor("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")) {
            try (UpstreamResponse response = send(vendor)) {
                assertThat(response.status()).isEqualTo(302);
                assertThat(response.readAll(10)).isEmpty();
            }
        }
    }

    @Test
    default void chunkedBodyIsPutTogether() throws Exception {
        try (RawVendor vendor = vendor(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nx-trailer: t\r\n\r\n")) {
            assertThat(readAll(get(vendor), Timeouts.NONE))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("abc0123456789");
        }
    }

    @Test
    default void bodyWithoutLengthEndsWithTheConnection() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\n\r\nto the end");
        })) {
            assertThat(readAll(get(vendor), Timeouts.NONE))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("to the end");
        }
    }

    @Test
    default void answerToHeadHasNoBody() throws Exception {
        try (RawVendor vendor = vendor("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")) {
            UpstreamRequest request = new UpstreamRequest("HEAD", vendor.origin(), "/", Headers.EMPTY, Body.EMPTY);

            assertThat(readAll(request, Timeouts.NONE)).isEmpty();
        }
    }

    @Test
    default void answerWithoutContentHasNoBody() throws Exception {
        try (RawVendor vendor = vendor("HTTP/1.1 204 No Content\r\n\r\n")) {
            assertThat(readAll(get(vendor), Timeouts.NONE)).isEmpty();
        }
    }

    @Test
    default void interimAnswersArePassedOver() throws Exception {
        try (RawVendor vendor = vendor(
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
            assertThat(readAll(get(vendor), Timeouts.NONE))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("ok");
        }
    }

    @Test
    default void compressedBodyIsLeftAsItIs() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("text".getBytes(StandardCharsets.UTF_8));
        }
        byte[] body = compressed.toByteArray();
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n");
            connection.send(body).awaitClose();
        })) {
            assertThat(readAll(get(vendor), Timeouts.NONE)).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 65_536, 1_000_000, 5_000_000})
    default void bodiesOfAnySizeGoBothWays(int size) throws Exception {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) ('a' + i % 26);
        }
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        try (RawVendor vendor = RawVendor.start(connection -> {
            String request = connection.request();
            received.add(request.substring(request.indexOf("\r\n\r\n") + 4));
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
            connection.send(bytes).awaitClose();
        })) {
            UpstreamRequest request = new UpstreamRequest("POST", vendor.origin(), "/", Headers.EMPTY, Body.of(bytes));

            byte[] answer = readAll(request, Timeouts.NONE);

            assertThat(Arrays.equals(answer, bytes)).isTrue();
            assertThat(received.take()).hasSize(size).isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    default void piecesCanBeReadBeforeTheEnd() throws Exception {
        CountDownLatch firstRead = new CountDownLatch(1);
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
            await(firstRead);
            connection.send("3\r\ntwo\r\n0\r\n\r\n").awaitClose();
        })) {
            try (UpstreamResponse response = send(vendor)) {
                assertThat(text(response.read())).isEqualTo("one");
                firstRead.countDown();
                assertThat(text(response.read())).isEqualTo("two");
                assertThat(response.read()).isNull();
                assertThat(response.read()).isNull();
            }
        }
    }

    @Test
    default void restIsReadAfterSomePieces() throws Exception {
        CountDownLatch firstRead = new CountDownLatch(1);
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\none");
            await(firstRead);
            connection.send("two").send("six").awaitClose();
        })) {
            try (UpstreamResponse response = send(vendor)) {
                assertThat(text(response.read())).isEqualTo("one");
                firstRead.countDown();

                assertThat(response.readAll(100))
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("twosix");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n01234567890",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n0\r\n\r\n"
            })
    default void bodyLongerThanTheLimitIsRefused(String answer) throws Exception {
        try (RawVendor vendor = vendor(answer);
                UpstreamResponse response = send(vendor)) {
            assertThat(failure(() -> response.readAll(10)).kind()).isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    default void refusedConnectionIsReported() throws Exception {
        Origin nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = new Origin(false, "127.0.0.1", socket.getLocalPort());
        }
        UpstreamRequest request = new UpstreamRequest("GET", nobody, "/", Headers.EMPTY, Body.EMPTY);

        assertThat(failure(() -> upstream().send(request, Timeouts.NONE, Cancellation.never()))
                        .kind())
                .isEqualTo(Kind.CONNECT);
    }

    @Test
    default void unknownHostIsReported() {
        UpstreamRequest request = new UpstreamRequest(
                "GET", new Origin(false, "no-such-host.invalid", 80), "/", Headers.EMPTY, Body.EMPTY);

        assertThat(failure(() -> upstream().send(request, Timeouts.NONE, Cancellation.never()))
                        .kind())
                .isEqualTo(Kind.CONNECT);
    }

    @Test
    default void missingHeadIsTimedOut() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.awaitClose();
        })) {
            Timeouts timeouts = new Timeouts(Deadline.NONE, soon(), Duration.ZERO);

            assertThat(failure(() -> upstream().send(get(vendor), timeouts, Cancellation.never()))
                            .kind())
                    .isEqualTo(Kind.HEAD_TIMEOUT);
        }
    }

    @Test
    default void unfinishedHeadIsTimedOut() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nx-").awaitClose();
        })) {
            Timeouts timeouts = new Timeouts(Deadline.NONE, soon(), Duration.ZERO);

            assertThat(failure(() -> upstream().send(get(vendor), timeouts, Cancellation.never()))
                            .kind())
                    .isEqualTo(Kind.HEAD_TIMEOUT);
        }
    }

    @Test
    default void headIsTimedOutByTheTotalToo() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.awaitClose();
        })) {
            Timeouts timeouts = new Timeouts(soon(), Deadline.NONE, Duration.ZERO);

            assertThat(failure(() -> upstream().send(get(vendor), timeouts, Cancellation.never()))
                            .kind())
                    .isEqualTo(Kind.TOTAL_TIMEOUT);
        }
    }

    @Test
    default void silentBodyIsTimedOut() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\none").awaitClose();
        })) {
            Timeouts timeouts = new Timeouts(Deadline.NONE, Deadline.NONE, SHORT);
            try (UpstreamResponse response = upstream().send(get(vendor), timeouts, Cancellation.never())) {
                assertThat(text(response.read())).isEqualTo("one");

                assertThat(failure(response::read).kind()).isEqualTo(Kind.IDLE_TIMEOUT);
            }
        }
    }

    @Test
    default void endlessBodyIsTimedOut() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "3e8\r\n" + "x".repeat(1_000) + "\r\n";
            while (true) {
                connection.send(chunk);
            }
        })) {
            Timeouts timeouts = new Timeouts(soon(), Deadline.NONE, Duration.ofSeconds(30));
            try (UpstreamResponse response = upstream().send(get(vendor), timeouts, Cancellation.never())) {
                UpstreamException failure = failure(() -> {
                    while (response.read() != null) {}
                });

                assertThat(failure.kind()).isEqualTo(Kind.TOTAL_TIMEOUT);
            }
        }
    }

    @Test
    default void connectionClosedBeforeTheHeadIsReported() throws Exception {
        try (RawVendor vendor = RawVendor.start(RawVendor.Connection::request)) {
            assertThat(failure(() -> send(vendor)).kind()).isEqualTo(Kind.RESET);
        }
    }

    @Test
    default void connectionResetBeforeTheHeadIsReported() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.reset();
        })) {
            assertThat(failure(() -> send(vendor)).kind()).isEqualTo(Kind.RESET);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n0\r\n"
            })
    default void truncatedBodyIsReportedAfterWhatCame(String answer) throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
                    connection.request();
                    connection.send(answer);
                });
                UpstreamResponse response = send(vendor)) {
            assertThat(text(response.read())).isEqualTo("part");
            assertThat(failure(response::read).kind()).isEqualTo(Kind.RESET);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.9\r\n",
                "\0\1\2\3\r\n\r\n",
                "<html>hello</html>\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    default void headThatIsNotHttpIsRefused(String answer) throws Exception {
        try (RawVendor vendor = vendor(answer)) {
            assertThat(failure(() -> send(vendor)).kind()).isEqualTo(Kind.PROTOCOL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nabc\r\n", "-1\r\nabc\r\n"})
    default void brokenChunksAreRefused(String chunks) throws Exception {
        try (RawVendor vendor = vendor("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)) {
            UpstreamException failure = failure(() -> {
                try (UpstreamResponse response = send(vendor)) {
                    while (response.read() != null) {}
                }
            });

            assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
        }
    }

    @Test
    default void hugeHeadIsRefused() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\n");
            for (int i = 0; i < 1_000; i++) {
                connection.send("x-" + i + ": " + "y".repeat(1_000) + "\r\n");
            }
            connection.send("content-length: 0\r\n\r\n").awaitClose();
        })) {
            assertThat(failure(() -> send(vendor)).kind()).isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    default void cancellationEndsTheWaitForTheHead() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Cancellation cancellation = new Cancellation();
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            asked.countDown();
            connection.awaitClose();
            closed.countDown();
        })) {
            Caller caller = Caller.start(() -> upstream().send(get(vendor), Timeouts.NONE, cancellation));
            await(asked);

            cancellation.cancel();

            assertThat(caller.failure().kind()).isEqualTo(Kind.CANCELLED);
            await(closed);
        }
    }

    @Test
    default void cancellationEndsTheWaitForAPiece() throws Exception {
        CountDownLatch firstRead = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Cancellation cancellation = new Cancellation();
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
            connection.awaitClose();
            closed.countDown();
        })) {
            Caller caller = Caller.start(() -> {
                try (UpstreamResponse response = upstream().send(get(vendor), Timeouts.NONE, cancellation)) {
                    response.read();
                    firstRead.countDown();
                    response.read();
                }
            });
            await(firstRead);

            cancellation.cancel();

            assertThat(caller.failure().kind()).isEqualTo(Kind.CANCELLED);
            await(closed);
        }
    }

    @Test
    default void callThatWasGivenUpBeforeIsNotSent() throws Exception {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        try (RawVendor vendor = vendor("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(failure(() -> upstream().send(get(vendor), Timeouts.NONE, cancellation))
                            .kind())
                    .isEqualTo(Kind.CANCELLED);
            assertThat(vendor.connections()).isZero();
        }
    }

    @Test
    default void interruptEndsTheWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            asked.countDown();
            connection.awaitClose();
            closed.countDown();
        })) {
            Caller caller = Caller.start(() -> upstream().send(get(vendor), Timeouts.NONE, Cancellation.never()));
            await(asked);

            caller.interrupt();

            assertThat(caller.failure().kind()).isEqualTo(Kind.CANCELLED);
            await(closed);
        }
    }

    @Test
    default void closingBeforeTheEndGivesTheConnectionUp() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection
                    .send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart")
                    .awaitClose();
            closed.countDown();
        })) {
            UpstreamResponse response = send(vendor);

            response.close();

            await(closed);
        }
    }

    @Test
    default void connectionIsUsedAgain() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
            while (true) {
                connection.request();
                connection.answer("ok");
            }
        })) {
            for (int i = 0; i < 20; i++) {
                assertThat(readAll(get(vendor), Timeouts.NONE)).hasSize(2);
            }

            assertThat(vendor.connections()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    default void connectionIsNotUsedAgainWhenTheVendorSaysClose() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            connection.awaitClose();
        })) {
            readAll(get(vendor), Timeouts.NONE);
            readAll(get(vendor), Timeouts.NONE);

            assertThat(vendor.connections()).isEqualTo(2);
        }
    }

    @Test
    default void connectionThatTheVendorClosedWhileUnusedDoesNotFailACall() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.answer("ok");
        })) {
            for (int i = 0; i < 50; i++) {
                assertThat(readAll(get(vendor), Timeouts.NONE)).hasSize(2);
            }
        }
    }

    @Test
    default void fieldThatWouldBreakTheRequestIsRefused() throws Exception {
        try (RawVendor vendor = vendor("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            UpstreamRequest request =
                    new UpstreamRequest("GET", vendor.origin(), "/", Headers.of("x-a", "1\r\nx-b: 2"), Body.EMPTY);

            assertThatThrownBy(() -> upstream().send(request, Timeouts.NONE, Cancellation.never()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A vendor that gives every request the same answer and leaves the connection open. */
    static RawVendor vendor(String answer) {
        return RawVendor.start(connection -> {
            connection.request();
            connection.send(answer).awaitClose();
        });
    }

    static UpstreamRequest get(RawVendor vendor) {
        return new UpstreamRequest("GET", vendor.origin(), "/", Headers.EMPTY, Body.EMPTY);
    }

    private UpstreamResponse send(RawVendor vendor) {
        return upstream().send(get(vendor), Timeouts.NONE, Cancellation.never());
    }

    private byte[] readAll(UpstreamRequest request, Timeouts timeouts) {
        try (UpstreamResponse response = upstream().send(request, timeouts, Cancellation.never())) {
            return response.readAll(10_000_000);
        }
    }

    private static Deadline soon() {
        return Deadline.after(SHORT, System.nanoTime());
    }

    private static String text(@org.jspecify.annotations.Nullable Slice slice) {
        return slice == null ? "<end>" : slice.text();
    }

    private static UpstreamException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable code) {
        return catchThrowableOfType(UpstreamException.class, code);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** A thread that makes a call which is expected to fail. */
    final class Caller {

        private final AtomicReference<@org.jspecify.annotations.Nullable UpstreamException> failure =
                new AtomicReference<>();
        private final Thread thread;

        private Caller(Runnable call) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    call.run();
                } catch (UpstreamException e) {
                    failure.set(e);
                }
            });
        }

        static Caller start(Runnable call) {
            return new Caller(call);
        }

        void interrupt() {
            thread.interrupt();
        }

        UpstreamException failure() throws InterruptedException {
            if (!thread.join(Duration.ofSeconds(20))) {
                throw new AssertionError("the call did not end");
            }
            UpstreamException failed = failure.get();
            if (failed == null) {
                throw new AssertionError("the call did not fail");
            }
            return failed;
        }
    }
}
