package dev.dragoman.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dragoman.Chat;
import dev.dragoman.Dragoman;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.TimeoutException;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FailureTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Vendors vendors = new Vendors();
    private final Dragoman dragoman = vendors.builder().retries(0).build();

    @AfterEach
    void stop() {
        dragoman.close();
        vendors.close();
    }

    static Stream<Arguments> kinds() {
        Map<ErrorKind, Class<? extends LlmException>> classes = Map.of(
                ErrorKind.BAD_REQUEST, BadRequestException.class,
                ErrorKind.INVALID_KEY, AuthenticationException.class,
                ErrorKind.PERMISSION_DENIED, PermissionDeniedException.class,
                ErrorKind.NOT_FOUND, NotFoundException.class,
                ErrorKind.CONTEXT_TOO_LONG, ContextWindowExceededException.class,
                ErrorKind.RATE_LIMITED, RateLimitException.class,
                ErrorKind.SERVER_ERROR, InternalServerException.class);
        return classes.entrySet().stream()
                .flatMap(row -> Stream.of(Vendors.OPENAI, Vendors.ANTHROPIC)
                        .map(model -> Arguments.of(model, row.getKey(), row.getValue())));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aVendorsRefusalHasTheNameThatOpenAiGivesIt(String model, ErrorKind kind, Class<? extends LlmException> type) {
        vendors.answer(model, Answer.error(kind));

        LlmException failure = failure(dragoman, Chat.of(model, "Hi").maxTokens(20));

        assertThat(failure).isInstanceOf(type);
        assertThat(failure.detail().provider()).isEqualTo(Vendors.provider(model));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai/gpt-4o",
                "anthropic/claude-sonnet-4-5",
                "gemini/gemini-2.5-flash",
                "groq/llama-3.3-70b-versatile"
            })
    void withoutAKeyNobodyIsAsked(String model) {
        try (Dragoman keyless = Dragoman.builder().environment(Map.of()).build()) {
            LlmException failure = failure(keyless, Chat.of(model, "Hi"));

            assertThat(failure).isInstanceOf(AuthenticationException.class).hasMessageContaining("_API_KEY");
        }
    }

    @Test
    void theKeyComesFromTheEnvironment() {
        FakeOpenAi openai = FakeOpenAi.start(VendorSettings.DEFAULT.requiringKey("right"));
        Map<String, String> right = Map.of("OPENAI_API_KEY", "right", "OPENAI_BASE_URL", openai.baseUrl());
        Map<String, String> wrong = Map.of("OPENAI_API_KEY", "wrong-key-1234567", "OPENAI_BASE_URL", openai.baseUrl());
        try (openai;
                Dragoman known = Dragoman.builder().environment(right).build();
                Dragoman unknown = Dragoman.builder().environment(wrong).build()) {
            assertThat(known.completion(Chat.of("openai/gpt-4o", "Hi")).text()).isEqualTo("Hi");

            LlmException failure = failure(unknown, Chat.of("openai/gpt-4o", "Hi"));

            assertThat(failure).isInstanceOf(AuthenticationException.class);
            assertThat(failure.getMessage()).doesNotContain("wrong-key-1234567");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"opnai/gpt-4o", "nobody/knows", "gpt-of-my-own", " "})
    void aModelOfNoProviderIsRefusedBeforeAnybodyIsAsked(String model) {
        LlmException failure = failure(dragoman, Chat.of(model, "Hi"));

        assertThat(failure).isInstanceOf(BadRequestException.class).hasMessageContaining("model: ");
        assertThat(failure.detail().param()).isEqualTo("model");
        assertThat(vendors.requests()).isZero();
    }

    @Test
    void aMistypedProviderIsGuessed() {
        assertThat(failure(dragoman, Chat.of("antropic/claude-sonnet-4-5", "Hi")))
                .hasMessageContaining("perhaps anthropic");
    }

    @Test
    void aMissingAddressIsNamed() {
        try (Dragoman azure =
                Dragoman.builder().environment(Map.of()).key("azure", "key-1").build()) {
            assertThat(failure(azure, Chat.of("azure/gpt-4o", "Hi")))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("api_base");
        }
    }

    @Test
    void aChatWithoutMessagesIsRefusedBeforeAnybodyIsAsked() {
        LlmException failure = failure(dragoman, Chat.of(Vendors.ANTHROPIC));

        assertThat(failure).isInstanceOf(BadRequestException.class).hasMessageContaining("messages");
        assertThat(vendors.requests()).isZero();
    }

    @Test
    void aRefusedConnectionIsAFailureOfConnecting() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        LlmException failure =
                failure(dragoman, Chat.of(Vendors.OPENAI, "Hi").apiBase("http://127.0.0.1:" + free + "/v1"));

        assertThat(failure).isInstanceOf(ApiConnectionException.class).hasMessageContaining("cannot connect");
    }

    @Test
    void aVendorThatNeverAnswersIsGivenUpInTime() {
        vendors.answer(Vendors.OPENAI, Answer.fault(Fault.hang()));

        LlmException failure = failure(dragoman, Chat.of(Vendors.OPENAI, "Hi").timeout(Duration.ofMillis(200)));

        assertThat(failure).isInstanceOf(TimeoutException.class);
        assertThat(vendors.of(Vendors.OPENAI).lastRequest().clientGone(LONG)).isTrue();
    }

    @Test
    void aTimeoutMayStandInTheBody() {
        vendors.answer(Vendors.OPENAI, Answer.fault(Fault.hang()));
        Chat chat = Chat.ofJson("""
                {"model":"openai/gpt-4o","timeout":0.2,"messages":[{"role":"user","content":"Hi"}]}""");

        assertThat(failure(dragoman, chat)).isInstanceOf(TimeoutException.class);
        assertThat(vendors.of(Vendors.OPENAI).lastRequest().text()).doesNotContain("timeout");
    }

    @Test
    void aSenselessAnswerIsOneOfTheVendor() {
        vendors.answer(Vendors.OPENAI, Answer.fault(new Fault.GarbageBody()));

        assertThat(failure(dragoman, Chat.of(Vendors.OPENAI, "Hi"))).isInstanceOf(ApiResponseException.class);
    }

    @Test
    void anInterruptedThreadGivesTheCallUpAndStaysInterrupted() throws Exception {
        vendors.answer(Vendors.OPENAI, Answer.fault(Fault.hang()));
        FutureTask<Boolean> asking = new FutureTask<>(() -> {
            LlmException failure = failure(dragoman, Chat.of(Vendors.OPENAI, "Hi"));
            return failure instanceof ApiConnectionException
                    && Thread.currentThread().isInterrupted();
        });
        Thread thread = Thread.ofVirtual().start(asking);
        var request = vendors.of(Vendors.OPENAI).takeRequest(LONG);

        thread.interrupt();

        assertThat(asking.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(request.clientGone(LONG)).isTrue();
    }

    static LlmException failure(Dragoman dragoman, Chat chat) {
        LlmException failure = catchThrowableOfType(LlmException.class, () -> dragoman.completion(chat));
        assertThat(failure).as("a failure of %s", chat).isNotNull();
        return failure;
    }
}
