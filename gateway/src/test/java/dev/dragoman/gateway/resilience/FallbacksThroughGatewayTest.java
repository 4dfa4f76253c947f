package dev.dragoman.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.FakeAnthropic;
import dev.dragoman.testkit.FakeGemini;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups that stand by for groups, as files and callers say. */
final class FallbacksThroughGatewayTest {

    private final FakeOpenAi openai = FakeOpenAi.start();
    private final FakeAnthropic anthropic = FakeAnthropic.start();
    private final FakeGemini gemini = FakeGemini.start();

    @AfterEach
    void stop() {
        openai.close();
        anthropic.close();
        gemini.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/v1/messages"})
    void theOriginalPromptGoesToAnotherVendor(String path) {
        openai.answersWith(call -> Answer.error(ErrorKind.OVERLOADED));
        anthropic.answersWith(call -> Answer.text("bonjour"));
        try (BareGateway gateway = gateway("fallbacks: [{a: [b, c]}]")) {
            HttpResponse<String> answer = gateway.post(path, Gateway.question("a", false));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("bonjour");
            assertThat(new String(anthropic.lastRequest().body(), StandardCharsets.UTF_8))
                    .contains("Say hi");
            assertThat(gateway.get("/metrics").body())
                    .contains("litellm_deployment_successful_fallbacks_total{")
                    .contains("fallback_model=\"b\"");
        }
    }

    @Test
    void theLastFailureIsToldWithAllAttempts() {
        openai.answersWith(call -> Answer.error(ErrorKind.SERVER_ERROR));
        anthropic.answersWith(call -> Answer.error(ErrorKind.OVERLOADED));
        gemini.answersWith(call -> Answer.error(ErrorKind.RATE_LIMITED));
        try (BareGateway gateway = gateway("fallbacks: [{a: [b, c]}]")) {
            HttpResponse<String> answer = gateway.post("/v1/chat/completions", Gateway.question("a", false));

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(attempts(answer)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void whatStandsInAModelsEntryCounts() {
        openai.answersWith(call -> Answer.error(ErrorKind.SERVER_ERROR));
        gemini.answersWith(call -> Answer.text("from c"));
        try (BareGateway gateway = gateway("", "fallbacks: [c]")) {
            assertThat(gateway.post("/v1/chat/completions", Gateway.question("a", false))
                            .body())
                    .contains("from c");
        }
    }

    @Test
    void aPromptThatIsTooLongGoesWhereThereIsRoom() {
        openai.answersWith(call -> Answer.error(ErrorKind.CONTEXT_TOO_LONG));
        anthropic.answersWith(call -> Answer.text("from b"));
        gemini.answersWith(call -> Answer.text("from c"));
        try (BareGateway gateway =
                gateway("num_retries: 3, fallbacks: [{a: [b]}], context_window_fallbacks: [{a: [c]}]")) {
            HttpResponse<String> answer = gateway.post("/v1/chat/completions", Gateway.question("a", false));

            assertThat(answer.body()).contains("from c");
            assertThat(openai.requests()).as("no retry").hasSize(1);
        }
    }

    @Test
    void refusedContentGoesWhereItIsTaken() {
        openai.answersWith(call -> Answer.error(ErrorKind.CONTENT_FILTERED));
        anthropic.answersWith(call -> Answer.text("from b"));
        try (BareGateway gateway = gateway("content_policy_fallbacks: [{a: [b]}]")) {
            assertThat(gateway.post("/v1/chat/completions", Gateway.question("a", false))
                            .body())
                    .contains("from b");
        }
    }

    @Test
    void everybodysFallbackCatchesTheRest() {
        openai.answersWith(call -> Answer.error(ErrorKind.SERVER_ERROR));
        anthropic.answersWith(call -> Answer.text("from b"));
        try (BareGateway gateway = gateway("default_fallbacks: [b]")) {
            assertThat(gateway.post("/v1/chat/completions", Gateway.question("a", false))
                            .body())
                    .contains("from b");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "fallbacks":["c"]                                          | from c
            "fallbacks":[{"model":"c","max_tokens":7}]                 | from c
            "fallbacks":[{"a":["c"]}]                                  | from c
            "fallbacks":["c"],"disable_fallbacks":true                 | error
            "disable_fallbacks":true                                   | error
            "max_fallbacks":0                                          | error
            "num_retries":0                                            | from b
            """)
    void aCallersWishCounts(String members, String expected) {
        openai.answersWith(call -> Answer.error(ErrorKind.SERVER_ERROR));
        anthropic.answersWith(call -> Answer.text("from b"));
        gemini.answersWith(call -> Answer.text("from c"));
        try (BareGateway gateway = gateway("fallbacks: [{a: [b]}]")) {
            HttpResponse<String> answer = gateway.post(
                    "/v1/chat/completions",
                    Gateway.question("a", false).replace("{\"model\"", "{" + members + ",\"model\""));

            assertThat(answer.body()).contains(expected);
            if (members.contains("max_tokens")) {
                assertThat(new String(gemini.lastRequest().body(), StandardCharsets.UTF_8))
                        .contains("\"maxOutputTokens\":7");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "fallbacks":"c"                                   | fallbacks: "c" (expected: a list
            "fallbacks":[1]                                   | (expected: maps with one group
            "fallbacks":[{"model":"c","api_key":"x"}]         | api_key is not allowed
            "fallbacks":[{"model":"c","timeout":5}]           | fallbacks: timeout is the gateway's own
            "fallbacks":[{"a":[{"model":"c","tags":["x"]}]}]  | fallbacks: tags is the gateway's own
            "content_policy_fallbacks":[{"a":[{"model":"c","num_retries":1}]}] | content_policy_fallbacks: num_retries is the gateway's own
            "max_fallbacks":-1                                | max_fallbacks: -1
            "disable_fallbacks":"yes"                         | disable_fallbacks: "yes" (expected: true or false)
            "tags":"a"                                        | tags: "a" (expected: a list of strings)
            """)
    void aWrongWishIsRefused(String members, String expected) {
        try (BareGateway gateway = gateway("")) {
            HttpResponse<String> answer = gateway.post(
                    "/v1/chat/completions",
                    Gateway.question("a", false).replace("{\"model\"", "{" + members + ",\"model\""));

            assertThat(answer.statusCode()).isEqualTo(400);
            String message = error(answer).string("message");
            assertThat(message).contains(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mock_testing_fallbacks, from b, 1, 0",
        "mock_testing_context_fallbacks, from c, 1, 0",
        "mock_testing_content_policy_fallbacks, from b, 1, 0",
        "mock_testing_rate_limit_error, from a, 0, 1"
    })
    void whatHappensCanBeTriedOut(String member, String expected, String fallbacks, String retries) {
        openai.answersWith(call -> Answer.text("from a"));
        anthropic.answersWith(call -> Answer.text("from b"));
        gemini.answersWith(call -> Answer.text("from c"));
        try (BareGateway gateway = gateway("fallbacks: [{a: [b]}], context_window_fallbacks: [{a: [c]}]")) {
            HttpResponse<String> answer = gateway.post(
                    "/v1/chat/completions",
                    Gateway.question("a", false).replace("{\"model\"", "{\"" + member + "\":true,\"model\""));

            assertThat(answer.body()).contains(expected);
            assertThat(answer.headers().firstValue("x-litellm-attempted-fallbacks"))
                    .hasValue(fallbacks);
            assertThat(answer.headers().firstValue("x-litellm-attempted-retries"))
                    .hasValue(retries);
        }
    }

    @Test
    void retriesFollowThePolicy() {
        openai.answersWith(call -> Answer.error(ErrorKind.BAD_REQUEST));
        try (BareGateway gateway = gateway("retry_policy: {BadRequestErrorRetries: 2, TimeoutErrorRetries: 0}")) {
            gateway.post("/v1/chat/completions", Gateway.question("a", false));

            assertThat(openai.requests()).hasSize(3);
        }
    }

    /** The groups of all attempts that a failure tells of. */
    private static List<String> attempts(HttpResponse<String> answer) {
        JsonObject told = Objects.requireNonNull(error(answer).object("provider_specific_fields"));
        JsonArray attempts = Objects.requireNonNull(told.array("attempts"));
        return attempts.items().stream()
                .map(attempt -> String.valueOf(((JsonObject) attempt).string("model_group")))
                .toList();
    }

    private static JsonObject error(HttpResponse<String> answer) {
        JsonObject body = Json.parseObject(answer.body().getBytes(StandardCharsets.UTF_8));
        return Objects.requireNonNull(body.object("error"));
    }

    private BareGateway gateway(String router) {
        return gateway(router, "");
    }

    private BareGateway gateway(String router, String paramsOfA) {
        return BareGateway.of("""
                router_settings: {%s}
                model_list:
                  - model_name: a
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", %s}
                  - model_name: b
                    litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: sk-x, api_base: "%s"}
                  - model_name: c
                    litellm_params: {model: gemini/gemini-2.5-flash, api_key: x, api_base: "%s/v1beta"}
                """.formatted(
                        router.contains("num_retries")
                                ? router
                                : router.isEmpty() ? "num_retries: 0" : "num_retries: 0, " + router,
                        openai.baseUrl(),
                        paramsOfA,
                        anthropic.baseUrl(),
                        gemini.baseUrl()));
    }
}
