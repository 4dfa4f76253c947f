package dev.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Streaming;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An orderly shutdown, as probes and clients see it while a long answer is still on its way. */
final class ShutdownTest {

    @Test
    void theLongAnswerIsFinishedWhileProbesAndNewCallsHearOfTheShutdown() throws Exception {
        Gateway gateway = Gateway.start();
        gateway.openai.answers(Answer.text("word ".repeat(150)).streamed(Streaming.every(Duration.ofMillis(30))));
        try (Socket running = connected(gateway)) {
            running.getOutputStream().write(request("/v1/chat/completions", Gateway.question("openai", true)));
            InputStream answer = running.getInputStream();
            assertThat(answer.read()).isNotNegative();
            Thread draining = Thread.ofPlatform().start(gateway::drain);

            String probe = untilRefused(gateway);
            String late = exchange(gateway, request("/v1/chat/completions", Gateway.question("openai", false)));
            String rest = new String(answer.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(probe).contains("\"status\":\"draining\"");
            assertThat(late).startsWith("HTTP/1.1 503 ").contains("shutting down", "retry-after: 1");
            assertThat(rest).contains("[DONE]");
            draining.join();
        }
        gateway.close();
    }

    private static String untilRefused(Gateway gateway) throws IOException {
        byte[] probe = "GET /health/readiness HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        String answer = probed(gateway, probe);
        while (answer.isEmpty() || answer.startsWith("HTTP/1.1 200 ")) {
            answer = probed(gateway, probe);
        }
        assertThat(answer).startsWith("HTTP/1.1 503 ");
        return answer;
    }

    /** A connection that has said nothing yet when the shutdown begins is closed; such a probe is sent again. */
    private static String probed(Gateway gateway, byte[] probe) throws IOException {
        try {
            return exchange(gateway, probe);
        } catch (SocketException cut) {
            assertThat(cut).isNotInstanceOf(ConnectException.class);
            return "";
        }
    }

    private static String exchange(Gateway gateway, byte[] request) throws IOException {
        try (Socket socket = connected(gateway)) {
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Socket connected(Gateway gateway) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    }

    private static byte[] request(String path, String body) {
        String head = "POST " + path + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer "
                + Gateway.KEY + "\r\ncontent-length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }
}
