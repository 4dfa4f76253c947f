package dev.dragoman.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.vendor.Vectors;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts as vectors, from every kind of vendor. */
final class EmbeddingsTest {

    private static final List<String> TEXTS = List.of("first", "zweiter Text", "第三");

    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(Gateway.KEY)
                .maxRetries(0)
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    /** OpenAI's client asks for base64 by itself and decodes it. */
    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "compatible", "gemini"})
    void everyTextHasItsVectorInOrder(String model) {
        CreateEmbeddingResponse answer = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(model)
                        .inputOfArrayOfStrings(TEXTS)
                        .dimensions(16)
                        .build());

        assertThat(answer.model()).isEqualTo(model);
        assertThat(answer.usage().promptTokens()).isPositive();
        assertThat(answer.data()).hasSize(3);
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(answer.data().get(i).index()).isEqualTo(i);
            assertSame(answer.data().get(i).embedding(), Vectors.of(TEXTS.get(i), 16));
        }
    }

    @ParameterizedTest
    @CsvSource({"openai,float", "gemini,float", "gemini,base64"})
    void theFormOfTheVectorsIsTheOneAskedFor(String model, String format) {
        HttpResponse<String> answer = gateway.post(
                "/v1/embeddings",
                "{\"model\":\"" + model + "\",\"input\":\"one text\",\"encoding_format\":\"" + format + "\"}");

        JsonArray data = Objects.requireNonNull(Json.parseObject(answer.body()).array("data"));
        JsonObject first = (JsonObject) data.items().getFirst();
        assertThat(answer.statusCode()).isEqualTo(200);
        if (format.equals("base64")) {
            assertThat(first.string("embedding")).isEqualTo(Vectors.base64(Vectors.of("one text", 8)));
        } else {
            assertThat(Objects.requireNonNull(first.array("embedding")).size()).isEqualTo(8);
        }
        assertThat(answer.headers().firstValue("x-litellm-model-group")).contains(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/embeddings", "/engines/openai/embeddings", "/openai/deployments/openai/embeddings"})
    void theOtherPathsLeadToTheSame(String path) {
        assertThat(gateway.post(path, "{\"model\":\"openai\",\"input\":[\"a\"]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tokensPassToOpenAiAndAreRefusedElsewhere() {
        String body = "\"input\":[[1,2],[3]]}";

        assertThat(gateway.post("/v1/embeddings", "{\"model\":\"openai\"," + body)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = gateway.post("/v1/embeddings", "{\"model\":\"gemini\"," + body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"param\":\"input\"").contains("tokens");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"gemini\"}|input: missing",
                "{\"model\":\"gemini\",\"input\":[]}|input: []",
                "{\"model\":\"gemini\",\"input\":[\"a\",true]}|input[1]: true",
                "{\"model\":\"gemini\",\"input\":\"a\",\"encoding_format\":\"hex\"}|encoding_format: \\\"hex\\\"",
                "{\"input\":\"a\"}|model: missing",
                "{\"model\":\"gemini\",\"input\":\"a\",\"seed\":1}|seed",
                "{\"model\":\"anthropic\",\"input\":\"a\"}|anthropic does not offer embeddings",
            })
    void whatCannotBeAskedIsRefusedBeforeAnyVendorIs(String body, String told) {
        gateway.gemini.forgetRequests();

        HttpResponse<String> answer = gateway.post("/v1/embeddings", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(told);
        assertThat(gateway.gemini.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "gemini"})
    void aVendorsRefusalKeepsItsMeaning(String model) {
        gateway.vendor(model).answers(Answer.error(ErrorKind.RATE_LIMITED));

        HttpResponse<String> answer = gateway.post("/v1/embeddings", "{\"model\":\"" + model + "\",\"input\":\"a\"}");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("RateLimitError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "compatible", "gemini", "cohere", "ollama"})
    void anAnswerThatIsNoneIsCalledWrong(String model) {
        gateway.vendor(model).answers(Answer.raw(200, "application/json", "<html>{".getBytes(StandardCharsets.UTF_8)));

        HttpResponse<String> answer = gateway.post("/v1/embeddings", "{\"model\":\"" + model + "\",\"input\":\"a\"}");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("JSON");
    }

    @Test
    void aParameterThatTheVendorHasNoWordsForIsDroppedWhenTheCallerAgrees() {
        HttpResponse<String> answer = gateway.post(
                "/v1/embeddings", "{\"model\":\"gemini\",\"input\":\"a\",\"user\":\"u\",\"drop_params\":true}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-dragoman-dropped-params")).contains("user");
    }

    private static void assertSame(List<Float> told, float[] expected) {
        List<Float> all = new ArrayList<>();
        for (float part : expected) {
            all.add(part);
        }
        assertThat(told).hasSameSizeAs(all);
        for (int i = 0; i < expected.length; i++) {
            assertThat(told.get(i)).isCloseTo(all.get(i), within(1e-6f));
        }
    }
}
