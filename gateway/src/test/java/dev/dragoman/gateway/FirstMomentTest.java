package dev.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.Environment;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

/** A client that is faster than the start. */
final class FirstMomentTest {

    private static final byte[] REQUEST =
            "GET /health/liveliness HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    @RepeatedTest(10)
    void aCallThatComesAsSoonAsThePortIsOpenIsAnswered() throws IOException, ExecutionException, InterruptedException {
        int port = freePort();
        ConfigLoader.Loaded loaded = ConfigLoader.embedded(new Environment(Map.of()));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> answer = clients.submit(() -> asSoonAsOpen(port));

            try (Server server = Server.start(loaded, Gateway.KEY, "127.0.0.1", port)) {
                assertThat(server.port()).isEqualTo(port);
                assertThat(answer.get()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    private static String asSoonAsOpen(int port) throws IOException {
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(REQUEST);
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            } catch (ConnectException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
