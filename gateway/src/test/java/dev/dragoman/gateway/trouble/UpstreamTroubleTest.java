package dev.dragoman.gateway.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Vendors that break the rules: every client gets a clear answer in its own dialect, never a bare 500. */
final class UpstreamTroubleTest {

    private static final HttpClient http = HttpClient.newHttpClient();

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        http.close();
        gateway.close();
    }

    static Stream<Arguments> faultsBeforeTheFirstEvent() {
        return Stream.of(
                Arguments.of("reset", new Fault.ResetBeforeHeaders(), 500),
                Arguments.of("no HTTP", new Fault.GarbageInsteadOfHttp(), 502),
                Arguments.of("a body of garbage", new Fault.GarbageBody(), 502),
                Arguments.of("a page of HTML", new Fault.Html(200), 502),
                Arguments.of("a page of HTML with status 503", new Fault.Html(503), 503),
                Arguments.of("a redirect", new Fault.Redirect(302, "http://127.0.0.1:1/"), 502),
                Arguments.of("a gzip bomb", new Fault.GzipBomb(1L << 30), 502),
                Arguments.of("oversized headers", new Fault.OversizedHeaders(200_000), 502));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsBeforeTheFirstEvent")
    void aVendorThatBreaksItsAnswerGetsAClearError(String name, Fault fault, int status) {
        gateway.openai.answers(Answer.fault(fault));

        HttpResponse<String> answer = gateway.post("/v1/chat/completions", Gateway.question("openai", false));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"error\":{\"message\":\"").doesNotContain("Exception:", "\tat ");
    }

    @Test
    void aVendorThatHangsIsATimeout() {
        gateway.openai.answers(Answer.fault(new Fault.HangBeforeHeaders()));

        HttpResponse<String> answer =
                gateway.post("/v1/chat/completions", Gateway.question("openai", false), "x-litellm-timeout", "0.3");

        assertThat(answer.statusCode()).isEqualTo(408);
        assertThat(answer.body()).contains("timeout_error");
        assertThat(gateway.openai.lastRequest().clientGone(Duration.ofSeconds(5)))
                .isTrue();
    }

    @Test
    void aStreamWithoutItsFirstEventIsATimeout() {
        gateway.openai.answers(Answer.text("never").with(new Fault.HangMidBody(0)));

        HttpResponse<String> answer = gateway.post(
                "/v1/chat/completions", Gateway.question("openai", true), "x-litellm-stream-timeout", "0.3");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(408);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialects")
    void aStreamThatBreaksOffEndsWithATypedErrorEvent(String model, String path, String expected) {
        gateway.vendor(model)
                .answers(Answer.text("one two three four five six seven eight nine ten eleven")
                        .streamed(Streaming.BURST.failingAfter(6, VendorError.of(ErrorKind.OVERLOADED))));

        HttpResponse<String> answer = gateway.post(path, Gateway.question(model, true));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("one").contains(expected).doesNotContain("[DONE]", "event: message_stop");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialects")
    void aStreamCutInTheMiddleOfAnEventEndsWithATypedErrorEvent(String model, String path, String expected) {
        gateway.vendor(model)
                .answers(Answer.text("one two three four five six seven eight nine ten eleven")
                        .with(new Fault.HalfEvent(3)));

        HttpResponse<String> answer = gateway.post(path, Gateway.question(model, true));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(expected).doesNotContain("[DONE]", "event: message_stop");
    }

    @Test
    void eachOfManyStreamsThatAreResetAtOnceEndsWithATypedErrorEvent() {
        gateway.compatible.answersWith(call -> Answer.text("and so on ".repeat(40))
                .streamed(Streaming.every(Duration.ofMillis(2)))
                .with(new Fault.ResetMidBody(1500)));

        List<String> answers = Stream.generate(UpstreamTroubleTest::begunStream).limit(24).toList().stream()
                .map(answer -> answer.join().body())
                .toList();

        assertThat(answers).allSatisfy(body -> assertThat(body).contains("and so on", "data: {\"error\":{"));
    }

    private static CompletableFuture<HttpResponse<String>> begunStream() {
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
                        .timeout(Duration.ofSeconds(20))
                        .header("authorization", "Bearer " + Gateway.KEY)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(Gateway.question("compatible", true)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static Stream<Arguments> dialects() {
        return Stream.of(
                Arguments.of("openai", "/v1/chat/completions", "data: {\"error\":{"),
                Arguments.of("anthropic", "/v1/chat/completions", "data: {\"error\":{"),
                Arguments.of("gemini", "/v1/chat/completions", "data: {\"error\":{"),
                Arguments.of("anthropic", "/v1/messages", "event: error"),
                Arguments.of("openai", "/v1/messages", "event: error"));
    }
}
