package dev.dragoman.gateway.cache;

import static dev.dragoman.gateway.cache.Cached.isHit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeCohere;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.vendor.Sounds;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Rankings and transcripts. */
final class CachedServicesTest {

    private static final String BOUNDARY = "edge";

    @Test
    void equalRankingsAndRecordingsAreAnsweredOnce() {
        try (FakeOpenAi openai = FakeOpenAi.start();
                FakeCohere cohere = FakeCohere.start();
                Gateway gateway =
                        Gateway.startOf("""
                        model_list:
                          - model_name: rank
                            litellm_params: {model: cohere/rerank-v3.5, api_key: co-x, api_base: "COHERE"}
                          - model_name: hear
                            litellm_params: {model: openai/whisper-1, api_key: sk-x, api_base: "OPENAI"}
                        litellm_settings: {cache: true, cache_params: {type: local}}
                        """.replace("COHERE", cohere.baseUrl()).replace("OPENAI", openai.baseUrl()))) {
            rankings(gateway);
            recordings(gateway, openai);
        }
    }

    private static void rankings(Gateway gateway) {
        String asked = "{\"model\":\"rank\",\"query\":\"q\",\"documents\":[\"a\",\"b\"]}";
        HttpResponse<String> first = gateway.post("/v1/rerank", asked);
        HttpResponse<String> again = gateway.post("/v1/rerank", asked);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(isHit(again)).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(isHit(gateway.post("/v1/rerank", asked.replace("\"b\"", "\"c\""))))
                .isFalse();
    }

    private static void recordings(Gateway gateway, FakeOpenAi openai) {
        HttpResponse<String> first = heard(gateway, Sounds.wav("one"));
        HttpResponse<String> again = heard(gateway, Sounds.wav("one"));
        HttpResponse<String> other = heard(gateway, Sounds.wav("another"));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(isHit(again)).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(isHit(other)).as("of the same name, with other bytes").isFalse();
        assertThat(openai.requests()).hasSize(2);
    }

    private static HttpResponse<String> heard(Gateway gateway, byte[] sound) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        text(
                form,
                "--" + BOUNDARY + "\r\ncontent-disposition: form-data; name=\"model\"\r\n\r\nhear\r\n--" + BOUNDARY
                        + "\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\ncontent-type: audio/wav\r\n\r\n");
        form.writeBytes(sound);
        text(form, "\r\n--" + BOUNDARY + "--\r\n");
        return gateway.send(HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/audio/transcriptions"))
                .header("authorization", "Bearer " + Gateway.KEY)
                .header("content-type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
                .build());
    }

    private static void text(ByteArrayOutputStream form, String text) {
        form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
