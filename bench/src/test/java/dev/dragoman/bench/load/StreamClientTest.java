package dev.dragoman.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamClientTest {

    private static final byte[] REQUEST = "POST / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aCompleteStreamHasNoFaults() throws IOException {
        StreamReport report = against("#000000@1 #000001@1 [DONE]");

        assertThat(report.complaints()).isEqualTo("none");
        assertThat(report.events()).isEqualTo(2);
        assertThat(report.streams()).isEqualTo(1);
    }

    @Test
    void anEventThatDoesNotArriveIsReported() throws IOException {
        StreamReport report = against("#000001@1 [DONE]");

        assertThat(report.complaints()).startsWith("1 lost, 0 doubled, 0 reordered, 0 streams broken");
    }

    @Test
    void aStreamWithoutItsLastEventIsBroken() throws IOException {
        StreamReport report = against("#000000@1 #000001@1 ");

        assertThat(report.complaints()).contains("1 streams broken (first: ended without [DONE] after 2 events)");
    }

    private static StreamReport against(String body) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, body));
            return StreamClient.run(new StreamPlan(
                    server.getLocalPort(), REQUEST, 1, 2, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30)));
        }
    }

    private static void answer(ServerSocket server, String body) {
        String response = "HTTP/1.1 200 OK\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
        try (Socket socket = server.accept()) {
            socket.getInputStream().readNBytes(REQUEST.length);
            socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().read();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
