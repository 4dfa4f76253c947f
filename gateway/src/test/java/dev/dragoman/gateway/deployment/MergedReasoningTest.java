package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.FakeAnthropic;
import dev.dragoman.testkit.FakeOpenAiCompatible;
import dev.dragoman.testkit.answer.Answer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code merge_reasoning_content_in_choices}, for all models, for one and for one call. */
final class MergedReasoningTest {

    private static final String THOUGHT = "<think>hm</think>Hi";

    private static final FakeAnthropic ANTHROPIC = FakeAnthropic.start();
    private static final FakeOpenAiCompatible COMPATIBLE = FakeOpenAiCompatible.start();
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        ANTHROPIC.answersWith(call -> Answer.thinking("hm", "c2ln", "Hi"));
        COMPATIBLE.answersWith(call -> Answer.text("<think>hm</think>Hi"));
        gateway = Gateway.startOf("""
                model_list:
                  - model_name: merged
                    litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: k, api_base: "%1$s"}
                  - model_name: apart
                    litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: k, api_base: "%1$s", merge_reasoning_content_in_choices: false}
                  - model_name: compatible
                    litellm_params: {model: openai_like/m, api_key: k, api_base: "%2$s", merge_reasoning_content_in_choices: true}
                  - model_name: compatible-apart
                    litellm_params: {model: openai_like/m, api_key: k, api_base: "%2$s", merge_reasoning_content_in_choices: false}
                litellm_settings: {merge_reasoning_content_in_choices: true}
                router_settings: {num_retries: 0}
                """.formatted(ANTHROPIC.baseUrl(), COMPATIBLE.baseUrl()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ANTHROPIC.close();
        COMPATIBLE.close();
    }

    @ParameterizedTest
    @CsvSource({"merged, false", "merged, true", "compatible, false", "compatible, true"})
    void thoughtsAreToldInTheText(String model, boolean stream) {
        HttpResponse<String> answer = ask(model, stream, "");

        assertThat(said(answer.body(), stream, "content")).isEqualTo(THOUGHT);
        assertThat(answer.body()).doesNotContain("reasoning_content");
    }

    @ParameterizedTest
    @CsvSource({"apart, false", "apart, true", "compatible-apart, false", "compatible-apart, true"})
    void aModelOfItsOwnMindTellsThemApart(String model, boolean stream) {
        HttpResponse<String> answer = ask(model, stream, "");

        assertThat(said(answer.body(), stream, "content")).isEqualTo("Hi");
        assertThat(said(answer.body(), stream, "reasoning_content")).isEqualTo("hm");
    }

    @ParameterizedTest
    @CsvSource({"apart, true", "merged, false"})
    void aCallSaysWhatItWants(String model, boolean merged) {
        String body = ask(model, false, ",\"merge_reasoning_content_in_choices\":" + merged)
                .body();

        assertThat(said(body, false, "content")).isEqualTo(merged ? THOUGHT : "Hi");
        assertThat(ANTHROPIC.lastRequest().text()).doesNotContain("merge_reasoning");
    }

    @Test
    void aCallThatSaysNonsenseIsRefused() {
        HttpResponse<String> answer = ask("merged", false, ",\"merge_reasoning_content_in_choices\":\"x\"");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("merge_reasoning_content_in_choices");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientOfAnotherFormatIsToldThoughtsAsThoughts(boolean stream) {
        String answer = gateway.post(
                        "/v1/messages",
                        "{\"model\":\"merged\",\"max_tokens\":2048,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024},"
                                + "\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                .body();

        assertThat(answer).contains("\"thinking\":\"hm\"").doesNotContain("<think>");
    }

    private static HttpResponse<String> ask(String model, boolean stream, String more) {
        return gateway.post(
                "/v1/chat/completions",
                "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"max_tokens\":4000"
                        + (model.startsWith("compatible") ? "" : ",\"reasoning_effort\":\"low\"")
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + more + "}");
    }

    private static String said(String body, boolean stream, String member) {
        if (!stream) {
            return text(Json.parseObject(body), "message", member);
        }
        StringBuilder said = new StringBuilder();
        body.lines()
                .filter(line -> line.startsWith("data: {"))
                .forEach(line ->
                        said.append(text(Json.parseObject(line.substring("data: ".length())), "delta", member)));
        return said.toString();
    }

    private static String text(JsonObject answer, String holder, String member) {
        JsonArray choices = answer.array("choices");
        JsonObject choice = choices == null || choices.isEmpty()
                ? JsonObject.EMPTY
                : (JsonObject) choices.items().getFirst();
        JsonObject held = choice.object(holder);
        String text = held == null ? null : held.string(member);
        return text == null ? "" : text;
    }
}
