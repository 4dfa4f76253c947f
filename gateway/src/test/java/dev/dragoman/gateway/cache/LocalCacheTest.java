package dev.dragoman.gateway.cache;

import static dev.dragoman.gateway.cache.Cached.ask;
import static dev.dragoman.gateway.cache.Cached.header;
import static dev.dragoman.gateway.cache.Cached.isHit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are kept in memory. */
final class LocalCacheTest {

    private static final String QUESTION = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private static Cached cached;

    @BeforeAll
    static void start() {
        cached = Cached.with("type: local");
    }

    @BeforeEach
    void empty() {
        cached.reset();
    }

    @AfterAll
    static void stop() {
        cached.close();
    }

    @Test
    void anEqualQuestionIsAnsweredOnce() {
        HttpResponse<String> first = cached.chat(ask("Hi"));
        HttpResponse<String> second = cached.chat(ask("Hi"));

        assertThat(isHit(first)).isFalse();
        assertThat(header(first, "x-litellm-response-cost")).isEqualTo("0.0075");
        assertThat(isHit(second)).isTrue();
        assertThat(second.body()).isEqualTo(first.body()).contains("answer 1");
        assertThat(header(second, "x-litellm-cache-key"))
                .isEqualTo(header(first, "x-litellm-cache-key"))
                .hasSize(64);
        assertThat(header(second, "x-litellm-response-cost")).isEqualTo("0");
        assertThat(header(second, "x-litellm-model-id")).isEqualTo(header(first, "x-litellm-model-id"));
        assertThat(header(second, "x-litellm-call-id")).isNotEqualTo(header(first, "x-litellm-call-id"));
        assertThat(cached.asked()).isEqualTo(1);
    }

    @Test
    void aHitIsCountedAndCostsNothing() {
        String metrics;
        try (Cached fresh = Cached.with("type: local")) {
            fresh.chat(ask("Hi"));
            fresh.chat(ask("Hi"));
            metrics = fresh.gateway.get("/metrics").body();
        }

        assertThat(line(metrics, "litellm_cache_hits_metric_total{"))
                .endsWith(" 1.0")
                .contains("model=\"gpt-4o\"");
        assertThat(line(metrics, "litellm_cache_misses_metric_total{")).endsWith(" 1.0");
        assertThat(line(metrics, "litellm_cached_tokens_metric_total{")).endsWith(" 1500.0");
        assertThat(line(metrics, "litellm_spend_metric_total{")).endsWith(" 0.0075");
        assertThat(line(metrics, "litellm_proxy_total_requests_metric_total{")).endsWith(" 2.0");
        assertThat(line(metrics, "litellm_deployment_success_responses_total{")).endsWith(" 1.0");
        assertThat(line(metrics, "dragoman_cache_up{")).endsWith(" 1.0");
    }

    private static String line(String metrics, String start) {
        return metrics.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/chat/completions|{\"model\":\"MODEL\",\"max_tokens\":9,Q}",
                "/v1/chat/completions|{\"model\":\"MODEL\",\"max_tokens\":9,\"stream\":true,Q}",
                "/v1/chat/completions|{\"model\":\"MODEL\",\"stream\":true,\"stream_options\":{\"include_usage\":true},Q}",
                "/v1/messages|{\"model\":\"MODEL\",\"max_tokens\":9,Q}",
                "/v1/messages|{\"model\":\"MODEL\",\"max_tokens\":9,\"stream\":true,Q}",
                "/v1/responses|{\"model\":\"MODEL\",\"input\":\"Hi\"}",
                "/v1/responses|{\"model\":\"MODEL\",\"input\":\"Hi\",\"stream\":true}",
                "/v1/completions|{\"model\":\"MODEL\",\"max_tokens\":9,\"prompt\":\"Hi\"}",
                "/v1beta/models/MODEL:generateContent|{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}",
                "/v1beta/models/MODEL:streamGenerateContent?alt=sse|{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}"
            })
    void everyDialectIsToldTheSameAgain(String path, String body) {
        for (String model : List.of("openai", "anthropic", "gemini")) {
            String asked = body.replace("MODEL", model).replace("Q}", QUESTION + "}");
            HttpResponse<String> first = cached.gateway.post(path.replace("MODEL", model), asked);
            HttpResponse<String> second = cached.gateway.post(path.replace("MODEL", model), asked);

            assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
            assertThat(isHit(first)).isFalse();
            assertThat(isHit(second)).as(path + " " + model).isTrue();
            assertThat(second.body()).isEqualTo(first.body()).contains("answer");
            assertThat(header(second, "content-type")).isEqualTo(header(first, "content-type"));
        }
        assertThat(cached.asked()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"temperature\":0.5",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]",
                "\"user\":\"somebody\"",
                "\"seed\":7",
                "\"drop_params\":true"
            })
    void whatMayChangeTheAnswerIsAnotherQuestion(String member) {
        cached.chat(ask("Hi"));

        HttpResponse<String> other = cached.chat(ask("Hi", member));

        assertThat(other.statusCode()).as(other.body()).isEqualTo(200);
        assertThat(isHit(other)).isFalse();
        assertThat(cached.asked()).isEqualTo(2);
    }

    @Test
    void modelsTextsAndStreamsAreToldApart() {
        cached.chat(ask("Hi"));

        assertThat(isHit(cached.chat(ask("hi")))).isFalse();
        assertThat(isHit(cached.chat(Cached.question("anthropic", false, "Hi"))))
                .isFalse();
        assertThat(isHit(cached.chat(Cached.question("openai", true, "Hi")))).isFalse();
        assertThat(cached.asked()).isEqualTo(4);
    }

    @Test
    void howTheJsonIsWrittenMakesNoDifference() {
        cached.chat(
                "{\"model\":\"openai\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"a  \\\" b\"}]}");

        HttpResponse<String> spaced = cached.chat(
                "{ \"messages\": [ {\"role\": \"user\", \"content\": \"a  \\\" b\"} ],\n \"max_tokens\": 5, \"model\": \"openai\","
                        + " \"temperature\": null, \"metadata\": {\"trace\": \"1\"}}");

        assertThat(isHit(spaced)).isTrue();
        assertThat(
                        isHit(
                                cached.chat(
                                        "{\"model\":\"openai\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"a \\\" b\"}]}")))
                .isFalse();
    }

    @Test
    void failuresAreNotKept() {
        cached.gateway.openai.answers(Answer.error(ErrorKind.OVERLOADED), Answer.text("well"));

        assertThat(cached.chat(ask("Hi")).statusCode()).isGreaterThanOrEqualTo(500);
        HttpResponse<String> second = cached.chat(ask("Hi"));

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(isHit(second)).isFalse();
    }

    @Test
    void aStreamThatBreaksIsNotKept() {
        cached.gateway.openai.answers(
                Answer.text("a long answer that breaks off somewhere").with(new Fault.ResetMidBody(500)),
                Answer.text("well"));

        HttpResponse<String> broken = cached.chat(Cached.question("openai", true, "Hi"));
        HttpResponse<String> second = cached.chat(Cached.question("openai", true, "Hi"));
        HttpResponse<String> third = cached.chat(Cached.question("openai", true, "Hi"));

        assertThat(broken.body()).contains("error");
        assertThat(isHit(second)).isFalse();
        assertThat(second.body()).contains("well");
        assertThat(isHit(third)).isTrue();
    }

    @Test
    void whatIsAskedOfTheCacheIsDone() {
        String no = "\"cache\":{\"no-cache\":true}";
        cached.chat(ask("Hi", "\"cache\":{\"no-store\":true}"));
        assertThat(isHit(cached.chat(ask("Hi")))).isFalse();
        assertThat(cached.chat(ask("Hi", no)).body()).contains("answer 3");
        assertThat(cached.chat(ask("Hi")).body()).as("a fresh answer is kept").contains("answer 3");
        assertThat(isHit(cached.chat(ask("Hi", "\"cache\":{\"s-maxage\":0}")))).isFalse();
        assertThat(isHit(cached.chat(ask("Hi", "\"cache\":{\"s-maxage\":600}"))))
                .isTrue();
        assertThat(isHit(cached.chat(ask("Hi", "\"cache\":{\"namespace\":\"mine\"}"))))
                .isFalse();
        HttpResponse<String> mine = cached.chat(ask("Hi", "\"cache\":{\"namespace\":\"mine\"}"));
        assertThat(isHit(mine)).isTrue();
        assertThat(header(mine, "x-litellm-cache-key")).startsWith("mine:");
    }

    @Test
    void anAnswerIsKeptAsLongAsAsked() {
        cached.chat(ask("body", "\"cache\":{\"ttl\":0}"));
        cached.chat(ask("header"), "cache-control", "s-maxage=0");
        cached.chat(ask("both", "\"cache\":{\"ttl\":60}"), "cache-control", "s-maxage=0");

        assertThat(isHit(cached.chat(ask("body")))).isFalse();
        assertThat(isHit(cached.chat(ask("header")))).isFalse();
        assertThat(isHit(cached.chat(ask("both")))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"cache\":7|cache: 7 (expected: an object with ttl",
                "\"cache\":{\"ttl\":\"long\"}|cache.ttl: \"long\" (expected: seconds, zero or more)",
                "\"cache\":{\"no-cache\":1}|cache.no-cache: 1 (expected: true or false)",
                "\"cache\":{\"tll\":1}|cache.tll: 1 (expected: one of ttl, s-maxage"
            })
    void whatCannotBeDoneIsRefused(String member, String message) {
        HttpResponse<String> refused = cached.chat(ask("Hi", member));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body().replace("\\\"", "\"")).contains(message);
        assertThat(cached.asked()).isZero();
    }

    @Test
    void thereIsNoCacheWhereNoneIsConfigured() {
        try (Gateway plain = Gateway.start()) {
            HttpResponse<String> answer = plain.post(Cached.CHAT, ask("Hi", "\"cache\":{\"ttl\":60}"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map()).doesNotContainKey("x-litellm-cache-hit");
            assertThat(plain.get("/metrics").body()).doesNotContain("dragoman_cache_up");
        }
    }

    @Test
    void manyAtOnceAreAllAnswered() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String text = "question " + i % 10;
                answers.add(threads.submit(() -> cached.chat(ask(text))));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
        }
        for (int i = 0; i < 10; i++) {
            assertThat(isHit(cached.chat(ask("question " + i)))).isTrue();
        }
    }
}
