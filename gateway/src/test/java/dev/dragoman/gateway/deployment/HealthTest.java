package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What health checks ask, find, cost and tell. */
final class HealthTest {

    private static final String CHAT = "/v1/chat/completions";

    private final FakeOpenAi one = FakeOpenAi.start();
    private final FakeOpenAi other = FakeOpenAi.start();

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void oneThatIsLeftAloneTellsForHowLong() {
        one.answers(Answer.error(ErrorKind.INVALID_KEY));
        try (Gateway gateway = pair("")) {
            gateway.post(CHAT, Gateway.question("pair", false));

            assertThat(gateway.get("/health").body())
                    .contains("\"cooldown\":{\"seconds_left\":")
                    .contains("\"status\":401,\"reason\":\"AuthenticationError\"");
        }
    }

    @Test
    void aSingleDeploymentIsCheckedById() {
        try (Gateway gateway = pair("")) {
            HttpResponse<String> answer = gateway.get("/health?model_id=other");

            assertThat(answer.body()).contains("\"healthy_count\":1").contains("\"model_id\":\"other\"");
            assertThat(one.requests()).isEmpty();
            assertThat(gateway.get("/health?model_id=nobody").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theModelAndTheLengthOfAnswersAreTheEntrysToSay() {
        try (Gateway gateway = Gateway.startOf("""
                model_list:
                  - model_name: "any/*"
                    litellm_params: {model: "openai/*", api_key: sk-x, api_base: "%s"}
                    model_info: {health_check_model: openai/gpt-4o-mini, health_check_max_tokens_non_reasoning: 7}
                """.formatted(one.baseUrl()))) {
            assertThat(gateway.get("/health").body()).contains("\"healthy_count\":1");
        }

        assertThat(one.lastRequest().json().get("model").asString()).isEqualTo("gpt-4o-mini");
        assertThat(one.lastRequest().text()).containsPattern("\"max_(completion_)?tokens\":7");
    }

    @Test
    void speechIsAskedForInTheEntrysVoice() {
        try (Gateway gateway = Gateway.startOf("""
                model_list:
                  - model_name: voice
                    litellm_params: {model: openai/tts-1, api_key: sk-x, api_base: "%s"}
                    model_info: {mode: audio_speech, health_check_voice: nova}
                """.formatted(one.baseUrl()))) {
            assertThat(gateway.get("/health").body()).contains("\"healthy_count\":1");
        }

        assertThat(one.lastRequest().json().get("voice").asString()).isEqualTo("nova");
    }

    @Test
    void whatCannotBeCheckedIsSaid() {
        try (Gateway gateway = Gateway.startOf("""
                model_list:
                  - model_name: reader
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"}
                    model_info: {mode: ocr}
                """.formatted(one.baseUrl()))) {
            assertThat(gateway.get("/health").body()).contains("mode: ocr cannot be checked");
            assertThat(one.requests()).isEmpty();
        }
    }

    @Test
    void whatChecksCostIsBookedOnThemselves() {
        try (Gateway gateway = pair("")) {
            gateway.get("/health?model_id=one");

            assertThat(gateway.get("/metrics").body())
                    .containsPattern(
                            "litellm_spend_metric_total\\{api_key_alias=\"litellm-internal-health-check\".*model_id=\"one\"");
        }
    }

    @Test
    void theHistoryIsKept() {
        one.answers(Answer.error(ErrorKind.SERVER_ERROR));
        try (Gateway gateway = pair("")) {
            gateway.get("/health?model_id=one");
            gateway.get("/health?model_id=one");
            gateway.get("/health?model_id=other");

            assertThat(gateway.get("/health/history").body()).contains("\"total_records\":3");
            assertThat(gateway.get("/health/history?model=one&status_filter=unhealthy")
                            .body())
                    .contains("\"total_records\":1", "\"status_code\":500");
            assertThat(gateway.get("/health/history?limit=1&offset=1").body())
                    .contains("\"total_records\":3", "\"limit\":1")
                    .containsOnlyOnce("health_check_id");
            assertThat(gateway.get("/health/latest").body())
                    .contains("\"total_models\":2")
                    .doesNotContain("unhealthy\"");
            assertThat(gateway.get("/health/history?limit=0").statusCode()).isEqualTo(400);
            assertThat(gateway.get("/health/history?status_filter=ill").body()).contains("healthy or unhealthy");
        }
    }

    @Test
    void theSmallPathsTellTheTruth() {
        try (Gateway gateway = pair("")) {
            assertThat(gateway.get("/health/backlog").body()).isEqualTo("{\"in_flight_requests\":1}");
            assertThat(gateway.get("/health/shared-status").body()).contains("\"shared_health_check_enabled\":false");
            HttpResponse<String> service = gateway.get("/health/services?service=slack");
            assertThat(service.statusCode()).isEqualTo(400);
            assertThat(service.body()).contains("service: slack");
        }
    }

    @Test
    void aDeploymentThatIsInNoFileIsTriedOut() {
        try (Gateway gateway = pair("")) {
            String params = "{\"litellm_params\":{\"model\":\"openai/gpt-4o\",\"api_key\":\"sk-x\",\"api_base\":\""
                    + other.baseUrl() + "\"}}";

            assertThat(gateway.post("/health/test_connection", params).body()).contains("\"status\":\"success\"");
            assertThat(other.lastRequest().header("authorization")).hasValue("Bearer sk-x");

            other.answers(Answer.error(ErrorKind.INVALID_KEY));
            assertThat(gateway.post("/health/test_connection", params).body())
                    .contains("\"status\":\"error\"", "\"status_code\":401");
        }
    }

    @Test
    void whatIsTriedOutSeesNothingOfTheEnvironment() {
        try (Gateway gateway = pair("")) {
            HttpResponse<String> reference = gateway.post(
                    "/health/test_connection",
                    "{\"litellm_params\":{\"model\":\"openai/gpt-4o\",\"api_key\":\"os.environ/HOME\",\"api_base\":\""
                            + other.baseUrl() + "\"}}");

            assertThat(reference.statusCode()).isEqualTo(400);
            assertThat(reference.body()).contains("do not get to see the environment");
            assertThat(gateway.post("/health/test_connection", "{\"litellm_params\":{}}")
                            .body())
                    .contains("model");
            assertThat(gateway.post("/health/test_connection", "{}").body()).contains("litellm_params: missing");
            assertThat(other.requests()).isEmpty();
        }
    }

    private Gateway pair(String more) {
        return Gateway.startOf("""
                model_list:
                  - model_name: pair
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", weight: 1, cooldown_time: 1h}
                    model_info: {id: one}
                  - model_name: pair
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", weight: 0}
                    model_info: {id: other}
                %s
                """.formatted(one.baseUrl(), other.baseUrl(), more));
    }
}
