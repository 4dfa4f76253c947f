package dev.dragoman.gateway.cache;

import static dev.dragoman.gateway.cache.Cached.header;
import static dev.dragoman.gateway.cache.Cached.isHit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.redis.RedisServer;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to questions that mean nearly the same. */
final class SemanticCacheTest {

    private static final String ASKED = "What is the capital of Peru";
    private static final String ALIKE = "what is... the capital of Peru, please?";
    private static final String OTHER = "How tall is Mount Everest";
    private static final String SIMILARITY = "x-litellm-semantic-similarity";

    private final FakeMeanings meanings = new FakeMeanings();
    private final FakeOpenAi vendor = FakeOpenAi.start();
    private final FakeQdrant qdrant = FakeQdrant.start();
    private final FakeRediSearch redis = new FakeRediSearch();
    private final AtomicInteger answers = new AtomicInteger();

    SemanticCacheTest() {
        vendor.answersWith(call -> Answer.text("answer " + answers.incrementAndGet()));
    }

    @AfterEach
    void stop() {
        meanings.close();
        vendor.close();
        qdrant.close();
        redis.close();
    }

    private Gateway gateway(String params) {
        return Gateway.startOf("model_list:\n" + meanings.model("words")
                + "  - model_name: m\n    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: \""
                + vendor.baseUrl() + "\"}\nlitellm_settings: {cache: true, cache_params: {" + params
                + ", similarity_threshold: 0.8}}\n");
    }

    private String params(String type) {
        return switch (type) {
            case "semantic" -> "type: semantic, semantic_cache_embedding_model: words";
            case "redis-semantic" ->
                "type: redis-semantic, host: 127.0.0.1, port: " + redis.port()
                        + ", redis_semantic_cache_embedding_model: words";
            default ->
                "type: qdrant-semantic, qdrant_api_base: \"" + qdrant.url() + "\", qdrant_api_key: " + FakeQdrant.KEY
                        + ", qdrant_collection_name: answers, qdrant_semantic_cache_embedding_model: words,"
                        + " qdrant_quantization_config: scalar, qdrant_semantic_cache_vector_size: "
                        + FakeMeanings.LENGTH;
        };
    }

    private int kept(String type) {
        return switch (type) {
            case "semantic" -> answers.get();
            case "redis-semantic" -> redis.hashes();
            default -> qdrant.points("answers");
        };
    }

    @ParameterizedTest
    @CsvSource({
        "semantic,false",
        "semantic,true",
        "redis-semantic,false",
        "redis-semantic,true",
        "qdrant-semantic,false",
        "qdrant-semantic,true"
    })
    void alikeQuestionsShareAnAnswer(String type, boolean stream) {
        try (Gateway gateway = gateway(params(type))) {
            HttpResponse<String> first = ask(gateway, stream, ASKED);
            await(() -> kept(type) == 1);
            HttpResponse<String> alike = ask(gateway, stream, ALIKE);
            HttpResponse<String> other = ask(gateway, stream, OTHER);

            assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
            assertThat(header(first, SIMILARITY)).isEqualTo("0.0");
            assertThat(isHit(alike)).as(alike.headers().toString()).isTrue();
            assertThat(alike.body()).isEqualTo(first.body());
            assertThat(Double.parseDouble(header(alike, SIMILARITY))).isBetween(0.8, 0.999);
            assertThat(header(alike, "x-litellm-response-cost")).isEqualTo("0");
            assertThat(isHit(other)).isFalse();
            assertThat(Double.parseDouble(header(other, SIMILARITY))).isLessThan(0.8);
            assertThat(vendor.requests()).hasSize(2);
        }
    }

    @Test
    void embeddingsAreBookedLikeAnyCall() {
        try (Gateway gateway = gateway(params("semantic"))) {
            ask(gateway, false, ASKED);

            assertThat(meanings.asked()).isEqualTo(1);
            assertThat(gateway.get("/metrics").body())
                    .containsPattern("litellm_spend_metric_total\\{[^\n]*model=\"words\"[^\n]*} 0.007");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"temperature\":0.1",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]",
                "\"cache\":{\"namespace\":\"other\"}"
            })
    void onlyTheWordsOfTheLastQuestionMayDiffer(String member) {
        try (Gateway gateway = gateway(params("semantic"))) {
            ask(gateway, false, ASKED);

            assertThat(isHit(gateway.post(Cached.CHAT, Cached.question("m", false, ALIKE, member))))
                    .isFalse();
            assertThat(isHit(gateway.post(
                            Cached.CHAT,
                            Cached.question("m", false, ALIKE)
                                    .replace("[{", "[{\"role\":\"system\",\"content\":\"Be rude\"},{"))))
                    .isFalse();
            assertThat(isHit(ask(gateway, false, ALIKE))).isTrue();
        }
    }

    @Test
    void theCollectionIsMadeAsConfigured() {
        try (Gateway gateway = gateway(params("qdrant-semantic"))) {
            assertThat(gateway.get("/health/readiness/details").body()).contains("\"cache_status\":\"healthy\"");
            assertThat(qdrant.config("answers").toString())
                    .contains("\"size\":64", "\"scalar\":{\"type\":\"int8\",\"quantile\":0.99,\"always_ram\":false}");
            assertThat(qdrant.index("answers")).isNotNull();
            assertThat(gateway.post("/cache/flushall", "").statusCode()).isEqualTo(200);
            assertThat(gateway.post("/cache/delete", "{\"keys\":[\"k\"]}").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aCollectionOfAnotherSizeIsLoud() {
        try (Gateway first = gateway(params("qdrant-semantic"));
                Gateway second = gateway(params("qdrant-semantic").replace(": 64", ": 65"))) {
            assertThat(first.get("/health/readiness/details").body()).contains("\"cache_status\":\"healthy\"");
            assertThat(second.get("/health/readiness/details").body())
                    .contains("collection answers has vectors of 64 numbers (expected: 65)");
            assertThat(ask(second, false, ASKED).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void qdrantMayComeLater() {
        int port = RedisServer.freePort();
        String params = params("qdrant-semantic").replace(":" + qdrant.port(), ":" + port);
        try (Gateway gateway = gateway(params)) {
            assertThat(ask(gateway, false, ASKED).statusCode()).isEqualTo(200);
            assertThat(gateway.get("/health/readiness/details").body()).contains("degraded");
            assertThat(gateway.get("/cache/ping").statusCode()).isEqualTo(503);
            try (FakeQdrant late = FakeQdrant.startOn(port)) {
                await(() -> gateway.get("/cache/ping").statusCode() == 200);
                ask(gateway, false, ASKED);
                await(() -> late.points("answers") == 1);
                assertThat(isHit(ask(gateway, false, ALIKE))).isTrue();
            }
        }
    }

    @Test
    void withoutVectorsCallsAreAnsweredAndOperatorsHearOfIt() {
        try (Gateway gateway = gateway("type: semantic, semantic_cache_embedding_model: nobody")) {
            assertThat(ask(gateway, false, ASKED).statusCode()).isEqualTo(200);
            assertThat(gateway.get("/health/readiness/details").body()).contains("embedding model nobody", "degraded");
        }
    }

    private static HttpResponse<String> ask(Gateway gateway, boolean stream, String text) {
        return gateway.post(Cached.CHAT, Cached.question("m", stream, text));
    }

    private static void await(BooleanSupplier so) {
        while (!so.getAsBoolean()) {
            LockSupport.parkNanos(5_000_000);
        }
    }
}
