package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's own Java client throws the exception that fits what went wrong at any vendor. */
final class OpenAiJavaErrorsTest {

    private static final String LONG_TEXT = "and so on ".repeat(40);

    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        client = OpenAiClients.of(gateway);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of("openai", "azure", "anthropic", "gemini", "cohere", "ollama", "compatible")
                .flatMap(model -> Stream.of(
                        Arguments.of(model, ErrorKind.BAD_REQUEST, BadRequestException.class),
                        Arguments.of(model, ErrorKind.CONTENT_FILTERED, BadRequestException.class),
                        Arguments.of(model, ErrorKind.INVALID_KEY, UnauthorizedException.class),
                        Arguments.of(model, ErrorKind.PERMISSION_DENIED, PermissionDeniedException.class),
                        Arguments.of(model, ErrorKind.NOT_FOUND, NotFoundException.class),
                        Arguments.of(model, ErrorKind.RATE_LIMITED, RateLimitException.class),
                        Arguments.of(model, ErrorKind.SERVER_ERROR, InternalServerException.class),
                        Arguments.of(model, ErrorKind.OVERLOADED, InternalServerException.class)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void aRefusalIsTheExceptionOfItsKind(
            String model, ErrorKind kind, Class<? extends OpenAIServiceException> expected) {
        gateway.vendor(model).answers(Answer.error(kind));

        assertThatThrownBy(() -> ask(model)).isInstanceOf(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void aRefusedStreamIsTheExceptionOfItsKind(
            String model, ErrorKind kind, Class<? extends OpenAIServiceException> expected) {
        gateway.vendor(model).answers(Answer.error(kind));

        assertThatThrownBy(() -> hear(model, new StringBuilder())).isInstanceOf(expected);
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

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "anthropic", "gemini", "cohere", "ollama"})
    void aPromptThatIsTooLongIsABadRequest(String model) {
        gateway.vendor(model).answers(Answer.error(ErrorKind.CONTEXT_TOO_LONG));

        assertThatThrownBy(() -> ask(model))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("ContextWindowExceededError");
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
                        broken -> assertThat(broken.body().toString().toLowerCase(Locale.ROOT))
                                .containsAnyOf("overloaded", "serviceunavailable"));

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
    void azuresFilterVerdictIsPassedOn() {
        gateway.azure.answers(Answer.error(ErrorKind.CONTENT_FILTERED));

        assertThatThrownBy(() -> ask("azure"))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused ->
                                assertThat(refused.body().toString()).contains("innererror", "content_filter_result"));
    }

    @Test
    void aWrongKeyIsRefused() {
        OpenAIClient stranger = OpenAiClients.builder(gateway)
                .apiKey("sk-wrong-key-of-a-stranger")
                .build();

        assertThatThrownBy(() -> stranger.models().list()).isInstanceOf(UnauthorizedException.class);

        stranger.close();
    }

    @Test
    void anUnknownModelIsABadRequestThatNamesIt() {
        assertThatThrownBy(() -> ask("nobody"))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.param()).contains("model"))
                .hasMessageContaining("nobody");
    }

    private static void ask(String model) {
        client.chat().completions().create(OpenAiClients.question(model).build());
    }

    private static void hear(String model, StringBuilder heard) {
        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(OpenAiClients.question(model).build())) {
            stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .forEach(choice -> choice.delta().content().ifPresent(heard::append));
        }
    }
}
