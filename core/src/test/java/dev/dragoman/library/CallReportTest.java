package dev.dragoman.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.CallReport;
import dev.dragoman.Chat;
import dev.dragoman.ChatStream;
import dev.dragoman.Dragoman;
import dev.dragoman.JsonStream;
import dev.dragoman.Reply;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.LlmException;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.answer.VendorError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallReportTest {

    private final Vendors vendors = new Vendors();
    private final List<CallReport> successes = new ArrayList<>();
    private final List<CallReport> failures = new ArrayList<>();
    private final Dragoman dragoman = vendors.builder()
            .retries(0)
            .onSuccess(report -> {
                throw new IllegalStateException("a listener that breaks");
            })
            .onSuccess(successes::add)
            .onFailure(failures::add)
            .build();

    @AfterEach
    void stop() {
        dragoman.close();
        vendors.close();
    }

    @Test
    void anAnswerIsToldAlthoughAListenerBroke() {
        Reply reply = dragoman.completion(Chat.of(Vendors.ANTHROPIC, "Hi").maxTokens(20));

        assertThat(successes).singleElement().satisfies(report -> {
            assertThat(report.model()).isEqualTo(Vendors.ANTHROPIC);
            assertThat(report.streamed()).isFalse();
            assertThat(report.duration()).isPositive();
            assertThat(report.reply()).isSameAs(reply);
            assertThat(report.failure()).isNull();
        });
        assertThat(failures).isEmpty();
    }

    @Test
    void aFailureIsTold() {
        vendors.answer(Vendors.OPENAI, Answer.error(ErrorKind.INVALID_KEY));

        LlmException failure = FailureTest.failure(dragoman, Chat.of(Vendors.OPENAI, "Hi"));

        assertThat(failures)
                .singleElement()
                .satisfies(report -> assertThat(report.failure()).isSameAs(failure));
        assertThat(failure).isInstanceOf(AuthenticationException.class);
        assertThat(successes).isEmpty();
    }

    @Test
    void aStreamIsToldOnceAtItsEnd() {
        vendors.answer(Vendors.GEMINI, Answer.text("one two").usage(TokenUsage.of(5, 6)));
        try (ChatStream stream = dragoman.stream(Chat.of(Vendors.GEMINI, "Hi"))) {
            assertThat(successes).isEmpty();
            stream.forEachText(text -> {});
        }

        Reply reply = onlySuccess();
        assertThat(reply.text()).isEqualTo("one two");
        assertThat(reply.usage().outputTokens()).isEqualTo(6);
    }

    @Test
    void aStreamInOpenAisFormIsToldToo() {
        vendors.answer(Vendors.GEMINI, Answer.text("one two"));
        try (JsonStream stream = dragoman.streamJson(Chat.of(Vendors.GEMINI, "Hi"))) {
            stream.forEach(chunk -> {});
        }

        assertThat(onlySuccess().text()).isEqualTo("one two");
    }

    @Test
    void aStreamThatIsClosedEarlyIsToldWithWhatCame() {
        vendors.answer(Vendors.OPENAI, Answer.text("one two").with(new Fault.SilentAfter(3)));
        try (ChatStream stream = dragoman.stream(Chat.of(Vendors.OPENAI, "Hi"))) {
            stream.iterator().next();
        }

        assertThat(onlySuccess().finishReason()).isNull();
    }

    @Test
    void aStreamThatBreaksOffIsToldWithWhatCame() {
        vendors.answer(
                Vendors.ANTHROPIC,
                Answer.text("one two three four five six")
                        .streamed(
                                Streaming.BURST.pieceLength(4).failingAfter(4, VendorError.of(ErrorKind.OVERLOADED))));
        try (ChatStream stream =
                dragoman.stream(Chat.of(Vendors.ANTHROPIC, "Hi").maxTokens(50))) {
            stream.forEachText(text -> {});
        } catch (LlmException broken) {
            assertThat(failures).singleElement().satisfies(report -> {
                assertThat(report.failure()).isSameAs(broken);
                assertThat(Objects.requireNonNull(report.reply()).text()).startsWith("one");
            });
        }
        assertThat(failures).hasSize(1);
        assertThat(successes).isEmpty();
    }

    private Reply onlySuccess() {
        assertThat(successes).hasSize(1);
        assertThat(failures).isEmpty();
        return Objects.requireNonNull(successes.getFirst().reply());
    }
}
