package dev.dragoman.bench.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MockUpstreamTest {

    private final MockUpstream mock;
    private final HttpClient client = HttpClient.newHttpClient();

    MockUpstreamTest() throws IOException {
        mock = MockUpstream.open(0);
        Thread.ofPlatform().daemon().start(mock);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        mock.close();
    }

    @Test
    void aWholeAnswerHasTheSizeAskedFor() throws Exception {
        HttpResponse<String> answer = post("/whole-32000/v1/chat/completions", "x".repeat(100_000));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().length()).isCloseTo(32_000, Percentage.withPercentage(1));
        assertThat(Json.parseObject(answer.body()).string("object")).isEqualTo("chat.completion");
    }

    @Test
    void anthropicIsSpokenOnItsPath() throws Exception {
        HttpResponse<String> answer = post("/whole-1000/v1/messages", "{}");

        assertThat(Json.parseObject(answer.body()).string("type")).isEqualTo("message");
    }

    @Test
    void aStreamNumbersItsEvents() throws Exception {
        HttpResponse<String> answer = post("/stream-3x0ms/v1/chat/completions", "{}");

        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(answer.body()).contains("#000000@", "#000001@", "#000002@").endsWith("data: [DONE]\n\n");
    }

    @Test
    void aPacedStreamComesToItsEnd() throws Exception {
        HttpResponse<String> answer = post("/stream-5x2ms/v1/messages", "{}");

        assertThat(answer.body()).contains("#000004@").endsWith("data: {\"type\":\"message_stop\"}\n\n");
    }

    @Test
    void aBurstLargerThanTheBuffersArrivesWhole() throws Exception {
        HttpResponse<String> answer = post("/stream-50000x0ms/v1/chat/completions", "{}");

        assertThat(answer.body()).contains("#049999@");
    }

    @Test
    void anUnknownScenarioIsNotFound() throws Exception {
        HttpResponse<String> answer = post("/nothing/v1/chat/completions", "{}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("expected: whole-<bytes> or stream-<events>x<milliseconds>ms");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + mock.port() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
