package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.PermissionDeniedException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.SseException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Anthropic's own Java client throws the exception that fits what went wrong at any vendor. */
final class AnthropicJavaErrorsTest {

    private static final String LONG_TEXT = "and so on ".repeat(40);

    private static Gateway gateway;
    private static AnthropicClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        client = AnthropicClients.of(gateway);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of("openai", "azure", "anthropic", "gemini", "cohere", "ollama", "compatible")
                .flatMap(model -> Stream.of(
                        Arguments.of(model, ErrorKind.BAD_REQUEST, BadRequestException.class, "invalid_request_error"),
                        Arguments.of(
                                model, ErrorKind.CONTEXT_TOO_LONG, BadRequestException.class, "invalid_request_error"),
                        Arguments.of(model, ErrorKind.INVALID_KEY, UnauthorizedException.class, "authentication_error"),
                        Arguments.of(
                                model,
                                ErrorKind.PERMISSION_DENIED,
                                PermissionDeniedException.class,
                                "permission_error"),
                        Arguments.of(model, ErrorKind.NOT_FOUND, NotFoundException.class, "not_found_error"),
                        Arguments.of(model, ErrorKind.RATE_LIMITED, RateLimitException.class, "rate_limit_error"),
                        Arguments.of(model, ErrorKind.SERVER_ERROR, InternalServerException.class, "api_error"),
                        Arguments.of(
                                model, ErrorKind.OVERLOADED, AnthropicServiceException.class, "overloaded_error")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void aRefusalIsTheExceptionOfItsKind(
            String model, ErrorKind kind, Class<? extends AnthropicServiceException> expected, String type) {
        gateway.vendor(model).answers(Answer.error(kind));

        assertThatThrownBy(() -> ask(model))
                .isInstanceOfSatisfying(
                        expected,
                        refused -> assertThat(refused.type().orElseThrow().asString())
                                .isEqualTo(type));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void aRefusedStreamIsTheExceptionOfItsKind(
            String model, ErrorKind kind, Class<? extends AnthropicServiceException> expected, String type) {
        gateway.vendor(model).answers(Answer.error(kind));

        assertThatThrownBy(() -> hear(model, new StringBuilder()))
                .isInstanceOfSatisfying(
                        expected,
                        refused -> assertThat(refused.type().orElseThrow().asString())
                                .isEqualTo(type));
    }

    @EveryVendor
    void theTimeToWaitIsToldToTheClient(String model) {
        gateway.vendor(model).answers(Answer.error(VendorError.rateLimited(Duration.ofSeconds(7))));

        assertThatThrownBy(() -> ask(model))
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        limit -> assertThat(limit.headers().values("retry-after"))
                                .containsExactly("7"));
    }

    @EveryVendor
    void anErrorEventAfterTheFirstPiecesIsAnException(String model) {
        gateway.vendor(model)
                .answers(Answer.text(LONG_TEXT)
                        .streamed(Streaming.BURST.failingAfter(6, VendorError.of(ErrorKind.OVERLOADED))));
        StringBuilder heard = new StringBuilder();

        assertThatThrownBy(() -> hear(model, heard))
                .isInstanceOfSatisfying(
                        SseException.class,
                        broken -> assertThat(broken.type().orElseThrow().asString())
                                .isEqualTo("overloaded_error"));

        assertThat(LONG_TEXT).startsWith(heard);
        assertThat(heard).isNotEmpty();
    }

    static Stream<Arguments> breakages() {
        return Stream.of("openai", "azure", "anthropic", "gemini", "cohere", "ollama", "compatible")
                .flatMap(model -> Stream.of(
                        Arguments.of(model, "reset", new Fault.ResetMidBody(1500)),
                        Arguments.of(model, "truncated", new Fault.Truncate(1500)),
                        Arguments.of(model, "cut within an event", new Fault.HalfEvent(6))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("breakages")
    void aStreamThatIsCutIsAnExceptionAndNotAnEnd(String model, String name, Fault fault) {
        gateway.vendor(model)
                .answers(Answer.text(LONG_TEXT)
                        .streamed(Streaming.every(Duration.ofMillis(2)))
                        .with(fault));
        StringBuilder heard = new StringBuilder();

        assertThatThrownBy(() -> hear(model, heard)).isInstanceOf(SseException.class);

        assertThat(LONG_TEXT).startsWith(heard);
        assertThat(heard).isNotEmpty();
    }

    @Test
    void aWrongKeyIsRefused() {
        AnthropicClient stranger = AnthropicClients.builder(gateway)
                .apiKey("sk-wrong-key-of-a-stranger")
                .build();

        assertThatThrownBy(() -> stranger.messages()
                        .create(AnthropicClients.question("openai").build()))
                .isInstanceOf(UnauthorizedException.class);

        stranger.close();
    }

    @Test
    void anUnknownModelIsABadRequestThatNamesIt() {
        assertThatThrownBy(() -> ask("nobody"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("nobody");
    }

    private static void ask(String model) {
        client.messages().create(AnthropicClients.question(model).build());
    }

    private static void hear(String model, StringBuilder heard) {
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages()
                .createStreaming(AnthropicClients.question(model).build())) {
            stream.stream()
                    .flatMap(event -> event.contentBlockDelta().stream())
                    .flatMap(delta -> delta.delta().text().stream())
                    .forEach(text -> heard.append(text.text()));
        }
    }
}
