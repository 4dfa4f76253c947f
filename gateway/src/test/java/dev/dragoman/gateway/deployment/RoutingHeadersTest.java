package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What answers and errors tell of their way in header fields. */
final class RoutingHeadersTest {

    private static final String CHAT = "/v1/chat/completions";

    private final FakeOpenAi one = FakeOpenAi.start();
    private final FakeOpenAi other = FakeOpenAi.start();
    private final Gateway gateway = Gateway.startOf("""
            model_list:
              - model_name: pair
                litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%1$s", weight: 1, cooldown_time: 1h}
                model_info: {id: one}
              - model_name: pair
                litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%2$s", weight: 0}
                model_info: {id: other}
              - model_name: alone
                litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%1$s"}
            router_settings:
              num_retries: 1
              fallbacks: [{alone: [pair]}]
            """.formatted(one.baseUrl(), other.baseUrl()));

    @AfterEach
    void stop() {
        gateway.close();
        one.close();
        other.close();
    }

    @Test
    void anAnswerNamesThoseThatAreLeftAlone() {
        one.answersWith(call -> Answer.error(ErrorKind.INVALID_KEY));

        HttpResponse<String> answer = gateway.post(CHAT, Gateway.question("pair", false));

        assertThat(answer.headers().firstValue("x-dragoman-cooling")).hasValue("one");
        assertThat(answer.headers().firstValue("x-litellm-attempted-retries")).hasValue("1");
    }

    @Test
    void nothingIsToldWhereNothingIsLeftAlone() {
        HttpResponse<String> answer = gateway.post(CHAT, Gateway.question("pair", false));

        assertThat(answer.headers().firstValue("x-dragoman-cooling")).isEmpty();
        assertThat(answer.headers().firstValue("x-dragoman-hedged")).isEmpty();
    }

    @Test
    void anErrorTellsItsWayLikeAnAnswer() {
        one.answersWith(call -> Answer.error(ErrorKind.INVALID_KEY));
        other.answersWith(call -> Answer.error(ErrorKind.SERVER_ERROR));

        HttpResponse<String> answer = gateway.post(CHAT, Gateway.question("pair", false));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("x-dragoman-cooling")).hasValue("one");
        assertThat(answer.headers().firstValue("x-litellm-model-group")).hasValue("pair");
        assertThat(answer.headers().firstValue("x-litellm-attempted-retries")).hasValue("1");
        assertThat(answer.headers().firstValue("x-litellm-attempted-fallbacks")).hasValue("0");
    }

    @Test
    void theGroupThatWasAskedLastIsNamed() {
        one.answersWith(call -> Answer.error(ErrorKind.INVALID_KEY));
        other.answersWith(call -> Answer.error(ErrorKind.BAD_REQUEST));

        HttpResponse<String> answer = gateway.post(CHAT, Gateway.question("alone", false));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-litellm-model-group")).hasValue("pair");
        assertThat(answer.headers().firstValue("x-litellm-attempted-fallbacks")).hasValue("1");
        assertThat(answer.headers().firstValue("x-dragoman-cooling")).isEmpty();
    }

    @Test
    void aNameThatNobodyOffersHasNoWay() {
        HttpResponse<String> answer = gateway.post(CHAT, Gateway.question("nobody", false));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-litellm-model-group")).isEmpty();
    }
}
