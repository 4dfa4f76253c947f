package dev.dragoman.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.Chat;
import dev.dragoman.ChatStream;
import dev.dragoman.Dragoman;
import dev.dragoman.Reply;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.RateLimitException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers without a network, as programs use them in their own tests. */
final class MockTest {

    private static final String MODEL = "anthropic/claude-sonnet-4-5";

    @Test
    void everyModelSaysWhatItIsToldToSay() {
        try (Dragoman dragoman = Dragoman.builder()
                .environment(Map.of())
                .mockResponse("Line 1\nLine 2: \"ü\"")
                .clock(InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000)))
                .build()) {
            Reply reply = dragoman.completion(Chat.of(MODEL, "Hi"));

            assertThat(reply.text()).isEqualTo("Line 1\nLine 2: \"ü\"");
            assertThat(reply.provider()).isEqualTo("anthropic");
            assertThat(reply.model()).isEqualTo("claude-sonnet-4-5");
            assertThat(reply.toObject().integer("created")).isEqualTo(1_700_000_000);
            try (ChatStream stream = dragoman.stream(Chat.of("azure/any", "Hi"))) {
                assertThat(stream.forEachText(text -> {}).text()).isEqualTo("Line 1\nLine 2: \"ü\"");
            }
        }
    }

    @Test
    void oneCallMayBeMocked() {
        try (Dragoman dragoman = Dragoman.builder().environment(Map.of()).build()) {
            assertThat(dragoman.completion(Chat.of(MODEL, "Hi").mockResponse("mocked"))
                            .text())
                    .isEqualTo("mocked");
            assertThat(FailureTest.failure(
                            dragoman, Chat.of(MODEL, "Hi").mockResponse(new RateLimitException("slow down"))))
                    .isInstanceOf(RateLimitException.class)
                    .hasMessage("slow down")
                    .satisfies(failure -> assertThat(
                                    ((RateLimitException) failure).detail().provider())
                            .isEqualTo("anthropic"));
        }
    }

    @Test
    void aMistypedModelIsNotMocked() {
        try (Dragoman dragoman =
                Dragoman.builder().environment(Map.of()).mockResponse("hi").build()) {
            assertThat(FailureTest.failure(dragoman, Chat.of("antropic/claude-sonnet-4-5", "Hi")))
                    .isInstanceOf(BadRequestException.class);
        }
    }

    @Test
    void theEchoNeedsNothingAtAll() {
        assertThat(Dragoman.completion("mock/echo", "Hello, echo").text()).isEqualTo("Hello, echo");
    }
}
