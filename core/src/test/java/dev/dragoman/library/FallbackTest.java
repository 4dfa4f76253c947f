package dev.dragoman.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.Chat;
import dev.dragoman.ChatStream;
import dev.dragoman.Dragoman;
import dev.dragoman.GroupEntry;
import dev.dragoman.Reply;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FallbackTest {

    private final Vendors vendors = new Vendors();

    @AfterEach
    void stop() {
        vendors.close();
    }

    @Test
    void aFailedAttemptIsRepeated() {
        vendors.answer(
                Vendors.OPENAI,
                Answer.error(VendorError.rateLimited(Duration.ofMillis(1))),
                Answer.error(VendorError.rateLimited(Duration.ofMillis(1))),
                Answer.text("At last"));
        try (Dragoman dragoman = vendors.builder().build()) {
            Reply reply = dragoman.completion(Chat.of(Vendors.OPENAI, "Hi"));

            assertThat(reply.text()).isEqualTo("At last");
            assertThat(reply.retries()).isEqualTo(2);
        }
    }

    @Test
    void aCallSaysHowOftenItIsRepeated() {
        vendors.answer(
                Vendors.OPENAI, Answer.error(VendorError.rateLimited(Duration.ofMillis(1))), Answer.text("Too late"));
        try (Dragoman dragoman = vendors.builder().build()) {
            assertThatExceptionOfType(RateLimitException.class)
                    .isThrownBy(() ->
                            dragoman.completion(Chat.of(Vendors.OPENAI, "Hi").retries(0)));
        }
        assertThat(vendors.requests()).isEqualTo(1);
    }

    @Test
    void anotherModelStandsByWithItsOwnKey() {
        vendors.answer(Vendors.OPENAI, Answer.error(ErrorKind.QUOTA_EXHAUSTED));
        try (Dragoman dragoman = vendors.builder()
                .retries(0)
                .fallbacks(Vendors.OPENAI, List.of(Vendors.ANTHROPIC))
                .build()) {
            Reply reply = dragoman.completion(
                    Chat.of(Vendors.OPENAI, "Hi").maxTokens(20).apiKey("mine").header("x-mine", "secret"));

            assertThat(reply.provider()).isEqualTo("anthropic");
        }
        assertThat(vendors.of(Vendors.OPENAI).lastRequest().header("authorization"))
                .contains("Bearer mine");
        assertThat(vendors.of(Vendors.ANTHROPIC).lastRequest().header("x-api-key"))
                .contains("key-1");
        assertThat(vendors.of(Vendors.ANTHROPIC).lastRequest().header("x-mine")).isEmpty();
    }

    @Test
    void modelsAreAskedInTurnAndTheLastFailureKeepsThoseBefore() {
        vendors.answer(Vendors.OPENAI, Answer.error(ErrorKind.QUOTA_EXHAUSTED));
        vendors.answer(Vendors.ANTHROPIC, Answer.error(ErrorKind.INVALID_KEY));
        vendors.answer(Vendors.GEMINI, Answer.error(ErrorKind.PERMISSION_DENIED));
        try (Dragoman dragoman = vendors.builder().retries(0).build()) {
            Chat chat = Chat.of(Vendors.OPENAI, "Hi").maxTokens(20).fallbacks(Vendors.ANTHROPIC, Vendors.GEMINI);

            LlmException failure = FailureTest.failure(dragoman, chat);

            assertThat(failure.detail().provider()).isEqualTo("gemini");
            assertThat(failure.getSuppressed())
                    .extracting(before -> ((LlmException) before).detail().provider())
                    .containsExactly("openai", "anthropic");
        }
    }

    @Test
    void aStreamFallsBackBeforeItsFirstEvent() {
        vendors.answer(Vendors.OPENAI, Answer.error(ErrorKind.SERVER_ERROR));
        try (Dragoman dragoman = vendors.builder().retries(0).build();
                ChatStream stream =
                        dragoman.stream(Chat.of(Vendors.OPENAI, "Hi").fallbacks(Vendors.GEMINI))) {
            assertThat(stream.forEachText(text -> {}).provider()).isEqualTo("gemini");
        }
    }

    @Test
    void aModelWithoutAKeyFallsBackToo() {
        try (Dragoman dragoman = Dragoman.builder()
                .environment(Map.of())
                .key("openai", "key-1")
                .apiBase("openai", vendors.of("openai").baseUrl())
                .fallbacks(Vendors.ANTHROPIC, List.of(Vendors.OPENAI))
                .build()) {
            assertThat(dragoman.completion(Chat.of(Vendors.ANTHROPIC, "Hi")).provider())
                    .isEqualTo("openai");
        }
    }

    @Test
    void aMistypedNameIsNotHiddenByAnother() {
        try (Dragoman dragoman = vendors.builder().build()) {
            Chat chat = Chat.of("antropic/claude-sonnet-4-5", "Hi").fallbacks(Vendors.OPENAI);

            assertThat(FailureTest.failure(dragoman, chat)).isInstanceOf(BadRequestException.class);
        }
        assertThat(vendors.requests()).isZero();
    }

    @Test
    void theSameMockedFailureMayComeTwice() {
        ServiceUnavailableException down = new ServiceUnavailableException("down");
        try (Dragoman dragoman =
                Dragoman.builder().environment(Map.of()).mockResponse(down).build()) {
            Chat chat = Chat.of(Vendors.OPENAI, "Hi").fallbacks(Vendors.OPENAI);

            assertThat(FailureTest.failure(dragoman, chat)).hasMessage("down");
        }
    }

    @Test
    void aGroupIsSharedByWeightAndByOrder() {
        try (Vendors others = new Vendors();
                Dragoman dragoman = vendors.builder()
                        .group(
                                "chat",
                                GroupEntry.of(Vendors.OPENAI).weight(1),
                                GroupEntry.of(Vendors.OPENAI)
                                        .weight(0)
                                        .apiBase(others.of("openai").baseUrl()))
                        .group(
                                "backed",
                                GroupEntry.of(Vendors.OPENAI).order(1),
                                GroupEntry.of(Vendors.ANTHROPIC).order(2))
                        .build()) {
            for (int i = 0; i < 20; i++) {
                dragoman.completion(Chat.of("chat", "Hi"));
            }
            assertThat(vendors.of("openai").requests()).hasSize(20);
            assertThat(others.requests()).isZero();

            vendors.answer(Vendors.OPENAI, Answer.error(ErrorKind.INVALID_KEY));
            assertThat(dragoman.completion(Chat.of("backed", "Hi").maxTokens(9)).provider())
                    .isEqualTo("anthropic");
        }
    }

    @Test
    void aKeyForAGroupIsRefused() {
        try (Dragoman dragoman =
                vendors.builder().group("chat", GroupEntry.of(Vendors.OPENAI)).build()) {
            assertThat(FailureTest.failure(dragoman, Chat.of("chat", "Hi").apiKey("whose")))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("api_key");
        }
    }

    @Test
    void namesOfNoProviderAreFoundWhenBuilding() {
        assertThatIllegalArgumentException().isThrownBy(() -> vendors.builder().key("opnai", "k"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vendors.builder().group("g", GroupEntry.of("opnai/gpt-4o")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vendors.builder()
                        .fallbacks(Vendors.OPENAI, List.of("opnai/gpt-4o"))
                        .build());
    }

    @Test
    void mockedModelsFallBackWithoutWaitingOrANetwork() {
        try (Dragoman dragoman = Dragoman.builder()
                .environment(Map.of())
                .mockResponse(Vendors.OPENAI, new ServiceUnavailableException("down"))
                .mockResponse(Vendors.ANTHROPIC, "I stand by")
                .fallbacks(Vendors.OPENAI, List.of(Vendors.ANTHROPIC))
                .build()) {
            Reply reply = dragoman.completion(Chat.of(Vendors.OPENAI, "Hi"));

            assertThat(reply.text()).isEqualTo("I stand by");
            assertThat(reply.provider() + "/" + reply.model()).isEqualTo(Vendors.ANTHROPIC);
        }
    }
}
