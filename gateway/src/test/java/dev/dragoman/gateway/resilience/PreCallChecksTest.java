package dev.dragoman.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts do not reach models that are too small for them. */
final class PreCallChecksTest {

    private final FakeOpenAi small = FakeOpenAi.start();
    private final FakeOpenAi large = FakeOpenAi.start();

    PreCallChecksTest() {
        small.answersWith(call -> Answer.text("from the small one"));
        large.answersWith(call -> Answer.text("from the large one"));
    }

    @AfterEach
    void stop() {
        small.close();
        large.close();
    }

    @ParameterizedTest
    @CsvSource({"/v1/chat/completions, messages", "/v1/messages, messages", "/v1/responses, input"})
    void aLongPromptNeverReachesTheSmallModel(String path, String member) {
        try (BareGateway gateway = gateway("")) {
            for (int i = 0; i < 10; i++) {
                HttpResponse<String> answer = gateway.post(path, longQuestion("chat", member, 80_000));
                assertThat(answer.body()).contains("from the large one");
            }
            assertThat(small.requests()).isEmpty();
        }
    }

    @Test
    void aShortPromptGoesToBoth() {
        try (BareGateway gateway = gateway("")) {
            for (int i = 0; i < 60; i++) {
                gateway.post("/v1/chat/completions", Gateway.question("chat", false));
            }
            assertThat(small.requests()).isNotEmpty();
            assertThat(large.requests()).isNotEmpty();
        }
    }

    @Test
    void aPromptThatIsTooLongForAllIsRefusedWithTheNumbers() {
        try (BareGateway gateway = gateway("")) {
            HttpResponse<String> answer =
                    gateway.post("/v1/chat/completions", longQuestion("chat", "messages", 200_000));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains(
                            "ContextWindowExceededError",
                            "Max Input Tokens=16385",
                            "Max Input Tokens=128000",
                            "Got=2000");
            assertThat(small.requests()).isEmpty();
            assertThat(large.requests()).isEmpty();
        }
    }

    @Test
    void itGoesWhereThereIsRoom() {
        try (BareGateway gateway = gateway(", context_window_fallbacks: [{tiny: [chat]}]")) {
            HttpResponse<String> answer =
                    gateway.post("/v1/chat/completions", longQuestion("tiny", "messages", 80_000));

            assertThat(answer.body()).contains("from the large one");
            assertThat(answer.headers().firstValue("x-litellm-attempted-fallbacks"))
                    .hasValue("1");
            assertThat(answer.headers().firstValue("x-litellm-attempted-retries"))
                    .hasValue("0");
        }
    }

    /** A question of about so many tokens. */
    private static String longQuestion(String model, String member, int tokens) {
        String text = "hello ".repeat(tokens).strip();
        return "{\"model\":\"" + model + "\",\"max_tokens\":10,\"" + member + "\":[{\"role\":\"user\",\"content\":\""
                + text + "\"}]}";
    }

    private BareGateway gateway(String router) {
        return BareGateway.of("""
                router_settings: {enable_pre_call_checks: true, num_retries: 3 %s}
                model_list:
                  - model_name: chat
                    litellm_params: {model: openai/gpt-3.5-turbo, api_key: sk-x, api_base: "%s"}
                  - model_name: chat
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"}
                  - model_name: tiny
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"}
                    model_info: {max_input_tokens: 100}
                """.formatted(router, small.baseUrl(), large.baseUrl(), small.baseUrl()));
    }
}
