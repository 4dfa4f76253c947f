package dev.dragoman.gateway.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are wrong: each gets a 4xx that names the place, in the dialect of its path. */
final class BadInputTest {

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.startWith("general_settings: {max_request_size_mb: 1}\n");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static Stream<Arguments> badBodies() {
        String deep = "[".repeat(300) + "]".repeat(300);
        return Stream.of(
                Arguments.of("nothing", "", "valid JSON"),
                Arguments.of("no object", "[]", "expected a JSON object"),
                Arguments.of("cut off", "{\"model\":\"openai\",\"messages\":[", "ends too early"),
                Arguments.of("trailing text", "{\"model\":\"openai\"} x", "nothing after"),
                Arguments.of("duplicate key", "{\"model\":\"openai\",\"model\":\"azure\"}", "duplicate member"),
                Arguments.of("too deep", "{\"model\":\"openai\",\"messages\":" + deep + "}", "nested deeper"),
                Arguments.of("no model", "{\"messages\":[]}", "model"),
                Arguments.of("model of a wrong type", "{\"model\":7,\"messages\":[]}", "model"),
                Arguments.of("stream of a wrong type", "{\"model\":\"openai\",\"stream\":\"yes\"}", "stream"),
                Arguments.of("key of a vendor", "{\"model\":\"openai\",\"api_key\":\"x\"}", "api_key is not allowed"),
                Arguments.of(
                        "address of a vendor", "{\"model\":\"openai\",\"api_base\":\"x\"}", "api_base is not allowed"),
                Arguments.of("timeout of a wrong type", "{\"model\":\"openai\",\"timeout\":\"soon\"}", "timeout"),
                Arguments.of("unknown role", message("{\"role\":\"boss\",\"content\":\"x\"}"), "messages[0].role"),
                Arguments.of("no messages", "{\"model\":\"anthropic\"}", "messages"),
                Arguments.of(
                        "unknown part", message("{\"role\":\"user\",\"content\":[{\"type\":\"smell\"}]}"), "smell"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void aBadBodyIsRefusedInOpenAisWords(String name, String body, String told) {
        HttpResponse<String> answer = gateway.post("/v1/chat/completions", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":{").contains(told);
    }

    @Test
    void aBadBodyIsRefusedInAnthropicsWordsOnItsPath() {
        HttpResponse<String> answer = gateway.post("/v1/messages", "{\"model\":");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] body = "{\"model\":\"openai\",\"user\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        HttpResponse<String> answer =
                gateway.send(HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
                        .header("authorization", "Bearer " + Gateway.KEY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not UTF-8");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWith413() {
        String large = Gateway.question("openai", false).replace("Say hi", "x".repeat(2 << 20));

        HttpResponse<String> answer = gateway.post("/v1/chat/completions", large);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).startsWith("{\"error\":{");
    }

    @Test
    void aParameterThatAModelDoesNotTakeFailsTheCall() {
        String body = Gateway.question("anthropic", false).replace("{\"model\"", "{\"seed\":7,\"model\"");

        HttpResponse<String> strict = gateway.post("/v1/chat/completions", body);
        HttpResponse<String> lenient =
                gateway.post("/v1/chat/completions", body.replace("{\"seed\"", "{\"drop_params\":true,\"seed\""));

        assertThat(strict.statusCode()).isEqualTo(400);
        assertThat(strict.body()).contains("does not support parameters: [seed]");
        assertThat(lenient.statusCode()).as(lenient.body()).isEqualTo(200);
        assertThat(lenient.headers().firstValue("x-dragoman-dropped-params")).contains("seed");
    }

    private static String message(String message) {
        return "{\"model\":\"anthropic\",\"messages\":[" + message + "]}";
    }
}
