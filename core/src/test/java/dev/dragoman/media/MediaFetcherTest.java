package dev.dragoman.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.http.RawVendor;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MediaFetcherTest {

    private static final JdkUpstream NETWORK = new JdkUpstream();
    private static final MediaLimits LIMITS = new MediaLimits(10, 15, 3, Duration.ofSeconds(20));

    @AfterAll
    static void close() {
        NETWORK.close();
    }

    @Test
    void allMediaOfARequestAreFetchedAtOnce() throws IOException {
        CountDownLatch both = new CountDownLatch(2);
        try (RawVendor server = RawVendor.start(connection -> {
            String request = connection.request();
            both.countDown();
            await(both);
            connection.send(file("text/plain", request.contains("/one") ? "1" : "22"));
        })) {
            Map<MediaSource.Url, MediaSource.Base64> fetched =
                    fetch(MediaKind.DOCUMENT, url(server, "/one"), url(server, "/two"));

            assertThat(fetched)
                    .containsEntry(source(url(server, "/one")), text("1"))
                    .containsEntry(source(url(server, "/two")), text("22"));
        }
    }

    @Test
    void aRedirectIsFollowed() throws IOException {
        try (RawVendor server = RawVendor.start(connection -> {
            connection.request();
            connection.send("HTTP/1.1 302 Found\r\nlocation: /there\r\ncontent-length: 0\r\n\r\n");
            assertThat(connection.request()).startsWith("GET /there ");
            connection.send(file("text/plain", "x"));
        })) {
            assertThat(fetch(MediaKind.DOCUMENT, url(server, "/here"))).containsValue(text("x"));
        }
    }

    @Test
    void redirectsEndSomewhere() throws IOException {
        try (RawVendor server = RawVendor.start(connection -> {
            while (true) {
                connection.request();
                connection.send("HTTP/1.1 302 Found\r\nlocation: /again\r\ncontent-length: 0\r\n\r\n");
            }
        })) {
            assertThat(refusal(MediaKind.DOCUMENT, url(server, "/here"))).isEqualTo("it redirects more than 5 times");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "404 Not Found;text/plain;secret;the server answered with status 404 (expected: 200)",
                "500 Oops;text/plain;secret;the server answered with status 500 (expected: 200)",
                "200 OK;text/plain;12345678901;it is larger than 10 bytes",
                "200 OK;text/html;<html>;it is of type text/html (expected: an image that the model takes)",
                "200 OK;application/octet-stream;hello;"
                        + "its media type cannot be told (expected: a content-type for an image)",
                "200 OK;image/png;'';it is empty"
            })
    void whatCannotBeUsedIsRefused(String status, String type, String body, String reason) throws IOException {
        try (RawVendor server = RawVendor.start(connection -> {
            connection.request();
            connection.send(file(type, body).replace("200 OK", status));
        })) {
            assertThat(refusal(MediaKind.IMAGE, url(server, "/a"))).isEqualTo(reason);
        }
    }

    @Test
    void aFileThatDoesNotSayItsLengthIsCutOffAtTheLimit() throws IOException {
        try (RawVendor server = RawVendor.start(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n");
            for (int i = 0; i < 1_000_000; i++) {
                connection.send("1\r\nx\r\n");
            }
        })) {
            assertThat(refusal(MediaKind.DOCUMENT, url(server, "/a"))).isEqualTo("it is larger than 10 bytes");
        }
    }

    @Test
    void allFilesTogetherHaveALimit() throws IOException {
        try (RawVendor server = RawVendor.start(connection -> {
            connection.request();
            connection.send(file("text/plain", "123456789"));
        })) {
            assertThat(refusal(MediaKind.DOCUMENT, url(server, "/a"), url(server, "/b")))
                    .isEqualTo("all media of the request are larger than 15 bytes together");
        }
    }

    @Test
    void theNumberOfFilesHasALimit() {
        assertThat(refusal(MediaKind.DOCUMENT, "http://a.test", "http://b.test", "http://c.test", "http://d.test"))
                .isEqualTo("4 media by address (expected: at most 3)");
    }

    @Test
    void aSlowServerIsNotWaitedForBeyondTheDeadline() throws IOException {
        try (RawVendor server = RawVendor.start(connection -> {
            connection.request();
            connection.awaitClose();
        })) {
            Deadline soon = Deadline.after(Duration.ofMillis(50), System.nanoTime());

            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() ->
                            fetcher().fetch(wanted(MediaKind.IMAGE, url(server, "/a")), soon, Cancellation.never()))
                    .withMessage("the server took too long to answer");
        }
    }

    @Test
    void nothingIsFetchedForAClientThatHasLeft() throws IOException {
        Cancellation cancellation = new Cancellation();
        try (RawVendor server = RawVendor.start(connection -> {
            connection.request();
            cancellation.cancel();
            connection.awaitClose();
        })) {
            List<Wanted> wanted = wanted(MediaKind.IMAGE, url(server, "/a"), url(server, "/b"));

            assertThatExceptionOfType(UpstreamException.class)
                    .isThrownBy(() -> fetcher().fetch(wanted, Deadline.NONE, cancellation))
                    .matches(broken -> broken.kind() == UpstreamException.Kind.CANCELLED);
        }
    }

    @Test
    void theFirstFailureEndsTheOthers() throws IOException {
        try (RawVendor server = RawVendor.start(connection -> {
            if (connection.request().contains("/missing")) {
                connection.send("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
            } else {
                connection.awaitClose();
            }
        })) {
            assertThat(refusal(MediaKind.IMAGE, url(server, "/hangs"), url(server, "/missing")))
                    .isEqualTo("the server answered with status 404 (expected: 200)");
        }
    }

    private static MediaFetcher fetcher() {
        return new MediaFetcher(NETWORK, LIMITS, System::nanoTime);
    }

    private static Map<MediaSource.Url, MediaSource.Base64> fetch(MediaKind kind, String... urls) {
        return fetcher().fetch(wanted(kind, urls), Deadline.NONE, Cancellation.never());
    }

    private static String refusal(MediaKind kind, String... urls) {
        try {
            throw new AssertionError("fetched " + fetch(kind, urls).keySet());
        } catch (MediaException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static List<Wanted> wanted(MediaKind kind, String... urls) {
        List<Wanted> wanted = new ArrayList<>();
        for (String url : urls) {
            wanted.add(new Wanted(source(url), kind, kind::fits));
        }
        return wanted;
    }

    private static MediaSource.Url source(String url) {
        return new MediaSource.Url(url, null);
    }

    private static MediaSource.Base64 text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new MediaSource.Base64("text/plain", Base64.getEncoder().encodeToString(bytes));
    }

    private static String url(RawVendor server, String path) {
        return server.origin() + path;
    }

    private static String file(String type, String body) {
        return "HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IOException("the other request did not come");
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
