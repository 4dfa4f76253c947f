package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.BadGatewayException;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.TimeoutException;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.model.SseEvent;
import dev.dragoman.testkit.FakeAnthropic;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BrokenVendorTest {

    private static final Duration SILENCE = Duration.ofMillis(150);

    private final FakeOpenAi openai = FakeOpenAi.start();
    private final FakeAnthropic anthropic = FakeAnthropic.start();

    @AfterEach
    void stop() {
        openai.close();
        anthropic.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRedirectIsNotFollowed(boolean stream) {
        openai.answers(Answer.fault(new Fault.Redirect(307, "https://elsewhere.example/v1")));

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> ask(stream))
                .withMessageContaining("https://elsewhere.example/v1")
                .withMessageContaining("api_base");
        assertThat(openai.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPageInsteadOfAnAnswerIsNoAnswer(boolean stream) {
        openai.answers(Answer.fault(new Fault.Html(200)));

        assertThatExceptionOfType(ApiResponseException.class).isThrownBy(() -> ask(stream));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProxysPageIsToldAsText(boolean stream) {
        openai.answers(Answer.fault(new Fault.Html(502)));

        assertThatExceptionOfType(BadGatewayException.class)
                .isThrownBy(() -> ask(stream))
                .withMessageContaining("Bad gateway")
                .withMessageNotContaining("<");
    }

    @Test
    void aSmallBodyThatUnfoldsWithoutEndIsCutOff() {
        openai.answers(Answer.fault(new Fault.GzipBomb(1L << 30)));

        assertThatExceptionOfType(ApiResponseException.class).isThrownBy(() -> ask(false));
    }

    @Test
    void aBodyThatIsNoJsonIsNoAnswer() {
        openai.answers(Answer.fault(new Fault.GarbageBody()));

        assertThatExceptionOfType(ApiResponseException.class).isThrownBy(() -> ask(false));
    }

    @Test
    void aTruncatedAnswerIsNoAnswer() {
        openai.answers(Answer.fault(new Fault.Truncate(20)));

        assertThatExceptionOfType(LlmException.class)
                .isThrownBy(() -> ask(false))
                .matches(LlmException::retryable);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionResetAtOnceMayBeTriedAgain(boolean stream) {
        openai.answers(Answer.fault(Fault.reset()));

        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> ask(stream));
    }

    @Test
    void aServerThatIsNotThereMayBeTriedAgain() {
        String nowhere = openai.baseUrl();
        openai.close();

        assertThatExceptionOfType(ApiConnectionException.class)
                .isThrownBy(() -> Calls.whole(Calls.openai(""), Calls.deployment("openai", "m", nowhere)));
    }

    @Test
    void aFailureBeforeTheFirstEventIsAPlainFailure() {
        openai.answers(
                Answer.text("x").streamed(Streaming.BURST.failingAfter(0, VendorError.of(ErrorKind.SERVER_ERROR))));

        assertThatExceptionOfType(InternalServerException.class).isThrownBy(() -> ask(true));
    }

    @Test
    void whatCameBeforeABreakStands() {
        openai.answers(Answer.text("one two three four five six")
                .streamed(Streaming.BURST.pieceLength(4).failingAfter(3, VendorError.of(ErrorKind.SERVER_ERROR))));
        List<SseEvent> events = new ArrayList<>();

        LlmException failure = catchThrowableOfType(LlmException.class, () -> read(events));

        assertThat(failure).isInstanceOf(InternalServerException.class);
        assertThat(events).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aStreamThatEndsWithinAnEventIsBroken(int whole) {
        openai.answers(Answer.text("one two three four five six")
                .streamed(Streaming.BURST.pieceLength(4))
                .with(new Fault.HalfEvent(whole)));
        List<SseEvent> events = new ArrayList<>();

        assertThatExceptionOfType(LlmException.class).isThrownBy(() -> read(events));
        assertThat(events).hasSize(whole);
    }

    @Test
    void aSilentStreamIsCutAndTheVendorSeesIt() {
        openai.answers(Answer.text("one two three four").with(new Fault.SilentAfter(2)));
        List<SseEvent> events = new ArrayList<>();

        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> read(events));
        assertThat(events).hasSize(2);
        assertThat(openai.lastRequest().clientGone(Calls.LONG)).isTrue();
    }

    @Test
    void aVendorThatNeverAnswersIsGivenUp() {
        openai.answers(Answer.fault(Fault.hang()));
        dev.dragoman.http.Deadline soon = dev.dragoman.http.Deadline.after(SILENCE, System.nanoTime());
        Attempt attempt = new Attempt(
                Calls.FRAME,
                ParameterPolicy.STRICT,
                dev.dragoman.http.Headers.EMPTY,
                dev.dragoman.http.Timeouts.total(soon),
                Cancellation.never());

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> Calls.DISPATCHER.ask(Calls.openai(""), deployment(), attempt));
        assertThat(openai.lastRequest().clientGone(Calls.LONG)).isTrue();
    }

    @Test
    void aClientThatLeavesTakesTheVendorsWorkAlong() throws InterruptedException {
        Cancellation cancellation = Cancellation.never();
        openai.answers(Answer.fault(Fault.hang()));
        Thread leaving = Thread.ofVirtual().start(() -> {
            openai.takeRequest(Calls.LONG);
            cancellation.cancel();
        });

        assertThatExceptionOfType(UpstreamException.class)
                .isThrownBy(() -> Calls.DISPATCHER.ask(
                        Calls.openai(""),
                        deployment(),
                        Calls.attempt(ParameterPolicy.STRICT, Duration.ZERO, cancellation)))
                .matches(gone -> gone.kind() == UpstreamException.Kind.CANCELLED);
        leaving.join();
        assertThat(openai.lastRequest().clientGone(Calls.LONG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void aStreamClosedHalfwayEndsAtTheVendor(String vendor) {
        Answer slow = Answer.text("one two three four").with(new Fault.SilentAfter(3));
        openai.answers(slow);
        anthropic.answers(slow);
        Deployment deployment = vendor.equals("openai") ? deployment() : Calls.deployment("anthropic", anthropic);
        CallAnswer.Events answer = (CallAnswer.Events)
                Calls.DISPATCHER.ask(Calls.openai(",'max_tokens':9,'stream':true"), deployment, Calls.attempt());

        answer.stream().close();

        assertThat((vendor.equals("openai") ? openai : anthropic).lastRequest().clientGone(Calls.LONG))
                .isTrue();
    }

    private Deployment deployment() {
        return Calls.deployment("openai", openai);
    }

    private void ask(boolean stream) {
        if (stream) {
            Calls.streamed(Calls.openai(",'stream':true"), deployment());
        } else {
            Calls.whole(Calls.openai(""), deployment());
        }
    }

    /** Reads a stream to its end with a short patience. */
    private void read(List<SseEvent> into) {
        Attempt attempt = Calls.attempt(ParameterPolicy.STRICT, SILENCE, Cancellation.never());
        CallAnswer.Events answer =
                (CallAnswer.Events) Calls.DISPATCHER.ask(Calls.openai(",'stream':true"), deployment(), attempt);
        try (EventStream stream = answer.stream()) {
            while (stream.next(into::add)) {
                // Each pull adds what came.
            }
        }
    }
}
