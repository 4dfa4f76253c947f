package dev.dragoman.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with one deployment, another one answers. */
final class FaultMatrixTest {

    private final FakeOpenAi bad = FakeOpenAi.start();
    private final FakeOpenAi good = FakeOpenAi.start();

    FaultMatrixTest() {
        good.answersWith(call -> Answer.text("from the good one"));
    }

    @AfterEach
    void stop() {
        bad.close();
        good.close();
    }

    static Stream<Arguments> matrix() {
        return Stream.of(Trouble.values())
                .flatMap(trouble -> Stream.of(true, false).map(stream -> Arguments.of(trouble, stream)));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void aRetryGoesToAnother(Trouble trouble, boolean stream) {
        try (BareGateway gateway = group(trouble, "num_retries: 1, disable_cooldowns: true")) {
            HttpResponse<String> answer = ask(gateway, stream);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            if (trouble.comesAfterTheFirstEvent() && stream) {
                assertThat(answer.body()).contains("\"error\":{").doesNotContain("from the good one");
                return;
            }
            assertThat(text(answer)).contains("from the good one");
            assertThat(answer.headers().firstValue("x-litellm-attempted-retries"))
                    .hasValue("1");
        }
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void anotherGroupStandsBy(Trouble trouble, boolean stream) {
        try (BareGateway gateway = BareGateway.of("""
                router_settings: {num_retries: 0, fallbacks: [{routed: [spare]}]}
                dragoman_settings: {stream_idle_timeout: 0.4}
                model_list:
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", timeout: 0.4}
                  - model_name: spare
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"}
                """.formatted(trouble.befall(bad), good.baseUrl()))) {
            HttpResponse<String> answer = ask(gateway, stream);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            if (trouble.comesAfterTheFirstEvent() && stream) {
                assertThat(answer.body()).contains("\"error\":{");
                return;
            }
            assertThat(text(answer)).contains("from the good one");
            assertThat(answer.headers().firstValue("x-litellm-attempted-fallbacks"))
                    .hasValue("1");
            assertThat(answer.headers().firstValue("x-litellm-attempted-retries"))
                    .hasValue("0");
            assertThat(answer.headers().firstValue("x-litellm-model-group")).hasValue("spare");
        }
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void itIsLeftAloneAfterwards(Trouble trouble, boolean stream) {
        if (trouble.comesAfterTheFirstEvent() && stream) {
            return;
        }
        try (BareGateway gateway = group(trouble, "num_retries: 1, allowed_fails: 0, cooldown_time: 600")) {
            assertThat(text(ask(gateway, stream))).contains("from the good one");
            int before = bad.requests().size();

            for (int i = 0; i < 10; i++) {
                HttpResponse<String> answer = ask(gateway, stream);
                assertThat(text(answer)).contains("from the good one");
                assertThat(answer.headers().firstValue("x-litellm-attempted-retries"))
                        .hasValue("0");
            }

            assertThat(bad.requests()).hasSize(before);
            assertThat(before).isEqualTo(trouble.arrives() ? 1 : 0);
            assertThat(gateway.get("/metrics").body()).contains("litellm_deployment_cooled_down");
        }
    }

    private static HttpResponse<String> ask(BareGateway gateway, boolean stream) {
        return gateway.post("/v1/chat/completions", Gateway.question("routed", stream));
    }

    /** The text of an answer, or of a stream's pieces joined. */
    private static String text(HttpResponse<String> answer) {
        StringBuilder text = new StringBuilder();
        for (String piece : answer.body().split("\"content\":\"", -1)) {
            text.append(piece, 0, Math.max(0, piece.indexOf('"')));
        }
        return text.toString();
    }

    /** The bad deployment is drawn first, as good as always. */
    private BareGateway group(Trouble trouble, String router) {
        return BareGateway.of("""
                router_settings: {%s}
                dragoman_settings: {stream_idle_timeout: 0.4}
                model_list:
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", timeout: 0.4, weight: 1000000000}
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", weight: 0.001}
                """.formatted(router, trouble.befall(bad), good.baseUrl()));
    }
}
