package dev.dragoman.gateway.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that leaves takes its vendor's call with it, whatever the gateway was waiting for. */
final class ClientLeavesTest {

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static Stream<Arguments> phases() {
        return Stream.of("openai", "anthropic")
                .flatMap(model -> Stream.of(
                        Arguments.of(model, "waiting for headers", false, Answer.fault(new Fault.HangBeforeHeaders())),
                        Arguments.of(
                                model,
                                "in the middle of a stream",
                                true,
                                Answer.text("x ".repeat(5000)).streamed(Streaming.every(Duration.ofMillis(20)))),
                        Arguments.of(
                                model,
                                "in a stream that fell silent",
                                true,
                                Answer.text("one two three four five six").with(new Fault.SilentAfter(3)))));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("phases")
    void theVendorsCallIsGivenUp(String model, String phase, boolean stream, Answer answer) throws IOException {
        gateway.vendor(model).forgetRequests();
        gateway.vendor(model).answers(answer);
        RecordedRequest atVendor;

        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            client.getOutputStream().write(request(model, stream));
            atVendor = gateway.vendor(model).takeRequest(Duration.ofSeconds(10));
            if (stream) {
                assertThat(client.getInputStream().read()).isNotNegative();
            }
        }

        assertThat(atVendor.clientGone(Duration.ofSeconds(5))).isTrue();
    }

    private static byte[] request(String model, boolean stream) {
        String body = Gateway.question(model, stream);
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer " + Gateway.KEY
                + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }
}
