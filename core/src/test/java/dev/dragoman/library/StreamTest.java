package dev.dragoman.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.dragoman.Chat;
import dev.dragoman.ChatStream;
import dev.dragoman.Dragoman;
import dev.dragoman.Reply;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.answer.VendorError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Vendors vendors = new Vendors();
    private final Dragoman dragoman = vendors.builder().retries(0).build();

    @AfterEach
    void stop() {
        dragoman.close();
        vendors.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Vendors.OPENAI, Vendors.ANTHROPIC, Vendors.GEMINI, Vendors.BEDROCK})
    void everyVendorStreamsInTheSameSteps(String model) {
        vendors.answer(
                model,
                Answer.text("Grüße aus Oslo, wo es kalt ist")
                        .usage(TokenUsage.of(7, 9))
                        .streamed(Streaming.BURST.pieceLength(3)));
        List<String> pieces = new ArrayList<>();

        try (ChatStream stream = dragoman.stream(Chat.of(model, "Hi").maxTokens(50))) {
            Reply reply = stream.forEachText(pieces::add);

            assertThat(String.join("", pieces)).isEqualTo("Grüße aus Oslo, wo es kalt ist");
            assertThat(pieces).hasSizeGreaterThan(3);
            assertThat(reply.text()).isEqualTo("Grüße aus Oslo, wo es kalt ist");
            assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(reply.usage().inputTokens()).isEqualTo(7);
            assertThat(reply.usage().outputTokens()).isEqualTo(9);
            assertThat(reply.provider() + "/" + reply.model()).isEqualTo(model);
        }
        assertThat(vendors.of(model).lastRequest().answered(LONG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {Vendors.OPENAI, Vendors.ANTHROPIC, Vendors.GEMINI, Vendors.BEDROCK})
    void closingEarlyClosesTheVendorsConnection(String model) {
        vendors.answer(model, Answer.text("one two three four five").with(new Fault.SilentAfter(3)));

        try (ChatStream stream = dragoman.stream(Chat.of(model, "Hi").maxTokens(50))) {
            assertThat(stream.iterator().next()).isInstanceOf(ChatEvent.Started.class);
            assertThat(vendors.of(model).lastRequest().clientGoneAt()).isEmpty();
        }

        assertThat(vendors.of(model).lastRequest().clientGone(LONG)).isTrue();
    }

    @Test
    void whatWasHeardBeforeTheCloseStands() {
        vendors.answer(Vendors.OPENAI, Answer.text("one two three").streamed(Streaming.BURST.pieceLength(4)));

        ChatStream stream = dragoman.stream(Chat.of(Vendors.OPENAI, "Hi"));
        Iterator<ChatEvent> steps = stream.iterator();
        while (!(steps.next() instanceof ChatEvent.Text)) {
            // What comes before the first text does not matter here.
        }
        stream.close();

        assertThat(stream.reply().text()).startsWith("one");
        assertThat(stream.reply().finishReason()).isNull();
    }

    @Test
    void anotherThreadMayCloseItWhileTheReaderWaits() throws Exception {
        vendors.answer(Vendors.ANTHROPIC, Answer.text("never told").with(new Fault.SilentAfter(2)));
        CountDownLatch reading = new CountDownLatch(1);
        ChatStream stream = dragoman.stream(Chat.of(Vendors.ANTHROPIC, "Hi").maxTokens(50));
        FutureTask<LlmException> reader = new FutureTask<>(() -> {
            try {
                for (ChatEvent _ : stream) {
                    reading.countDown();
                }
                throw new AssertionError("the stream ended");
            } catch (LlmException closed) {
                return closed;
            }
        });
        Thread.ofVirtual().start(reader);
        reading.await();

        stream.close();

        assertThat(reader.get(20, TimeUnit.SECONDS)).isInstanceOf(ApiConnectionException.class);
        assertThat(vendors.of(Vendors.ANTHROPIC).lastRequest().clientGone(LONG)).isTrue();
    }

    @Test
    void aFailureBeforeTheFirstEventIsTheCallsOwn() {
        vendors.answer(Vendors.OPENAI, Answer.error(ErrorKind.RATE_LIMITED));

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> dragoman.stream(Chat.of(Vendors.OPENAI, "Hi")));
    }

    @Test
    void aFailureInTheMiddleIsTheReadersAndLeavesWhatWasHeard() {
        vendors.answer(
                Vendors.ANTHROPIC,
                Answer.text("one two three four five six")
                        .streamed(
                                Streaming.BURST.pieceLength(4).failingAfter(4, VendorError.of(ErrorKind.OVERLOADED))));
        List<String> heard = new ArrayList<>();

        try (ChatStream stream =
                dragoman.stream(Chat.of(Vendors.ANTHROPIC, "Hi").maxTokens(50))) {
            assertThatExceptionOfType(LlmException.class)
                    .isThrownBy(() -> stream.forEachText(heard::add))
                    .satisfies(broken -> assertThat(broken.detail().provider()).isEqualTo("anthropic"));

            assertThat(heard).isNotEmpty();
            assertThat(stream.reply().text()).isEqualTo(String.join("", heard));
        }
    }

    @Test
    void aStreamIsReadOnce() {
        try (ChatStream stream = dragoman.stream(Chat.of(Vendors.OPENAI, "Hi"))) {
            stream.forEachText(text -> {});

            assertThatIllegalStateException().isThrownBy(stream::iterator);
        }
    }

    @Test
    void toolCallsOfAStreamAreCollected() {
        vendors.answer(Vendors.GEMINI, Answer.toolCall("weather", "{\"city\":\"Oslo\"}"));

        try (ChatStream stream = dragoman.stream(Chat.of(Vendors.GEMINI, "Weather?")
                .tool(
                        "weather",
                        "Tells the weather",
                        "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}"))) {
            Reply reply = stream.forEachText(text -> {});

            assertThat(reply.toolCalls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.arguments()).contains("Oslo"));
        }
    }
}
