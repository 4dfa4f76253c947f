package dev.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.answer.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths that operators and clients rely on. */
final class PublicFaceTest {

    private Gateway gateway;

    @BeforeEach
    void start() {
        gateway = Gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/health/liveliness", "/health/liveness", "/health/readiness", "/openapi.json", "/metrics"})
    void publicPathsNeedNoKey(String path) {
        HttpResponse<String> answer = gateway.send(
                HttpRequest.newBuilder(URI.create(gateway.url() + path)).build());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/health", "/health/readiness/details", "/v1/models", "/models", "/model/info", "/models/openai"
            })
    void otherPathsNeedAKey(String path) {
        HttpResponse<String> stranger = gateway.send(
                HttpRequest.newBuilder(URI.create(gateway.url() + path)).build());

        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(gateway.get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, 'Bearer '",
        "x-api-key, ''",
        "api-key, ''",
        "x-litellm-api-key, 'Bearer '",
        "x-goog-api-key, ''"
    })
    void aKeyIsFoundInEveryClientsHeader(String header, String prefix) {
        HttpResponse<String> answer = gateway.send(HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/models"))
                .header(header, prefix + Gateway.KEY)
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/chat/completions",
                "/openai/deployments/openai/chat/completions",
                "/engines/openai/chat/completions"
            })
    void everyPathOfCallAnswers(String path) {
        HttpResponse<String> answer = gateway.post(path, Gateway.question("openai", false));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-litellm-model-group")).contains("openai");
        assertThat(answer.headers().firstValue("x-litellm-call-id")).isPresent();
    }

    @Test
    void aWildcardTakesTheNameBehindIt() {
        HttpResponse<String> answer = gateway.post("/v1/chat/completions", Gateway.question("wild/gpt-4o-mini", false));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(gateway.openai.lastRequest().json().get("model").asString()).isEqualTo("gpt-4o-mini");
    }

    @Test
    void unknownMembersReachAVendorOfTheSameDialect() {
        String body =
                Gateway.question("compatible", false).replace("{\"model\"", "{\"brand_new\":{\"a\":[1]},\"model\"");

        gateway.post("/v1/chat/completions", body);

        assertThat(gateway.compatible.lastRequest().json().get("brand_new").toString())
                .isEqualTo("{\"a\":[1]}");
    }

    @Test
    void secretsAreNotInTheModelInfo() {
        assertThat(gateway.get("/model/info").body()).contains("openai/gpt-4o").doesNotContain("sk-x");
    }

    @Test
    void theInterfaceDescriptionListsTheChatPath() {
        assertThat(gateway.get("/openapi.json").body()).contains("\"/v1/chat/completions\":{\"post\"");
    }

    @Test
    void healthAsksEveryDeployment() {
        gateway.anthropic.answers(Answer.error(dev.dragoman.testkit.answer.ErrorKind.SERVER_ERROR));

        HttpResponse<String> answer = gateway.get("/health");

        assertThat(answer.body()).contains("\"healthy_count\":11,\"unhealthy_count\":1");
    }

    @Test
    void callsAreCounted() {
        gateway.post("/v1/chat/completions", Gateway.question("openai", false));

        assertThat(gateway.get("/metrics").body())
                .contains("litellm_proxy_total_requests_metric_total{")
                .contains("requested_model=\"openai\"");
    }

    @Test
    void aChangeOfTheFileIsAppliedAndABrokenOneIsNot() throws IOException {
        Files.writeString(gateway.config, gateway.yaml().replace("model_name: openai", "model_name: renamed"));
        await(() -> gateway.get("/v1/models").body().contains("renamed"));

        Files.writeString(gateway.config, "model_list: 7\n");
        await(() -> gateway.get("/health/readiness/details").body().contains("config_error"));

        assertThat(gateway.get("/v1/models").body()).contains("renamed");
        assertThat(gateway.get("/health/readiness/details").body()).contains("expected: a list");
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not so after 20 s").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
