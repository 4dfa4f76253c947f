package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.testkit.FakeAnthropic;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.vendor.FakeVendor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RouterTest {

    private final FakeOpenAi openai = FakeOpenAi.start();
    private final FakeAnthropic anthropic = FakeAnthropic.start();
    private final List<Long> pauses = new ArrayList<>();
    private final Router router =
            new Router(Calls.DISPATCHER, new Random(1), (nanos, attempt) -> pauses.add(nanos), System::nanoTime);
    private final Strategy shuffle = new Shuffle(new Random(2));

    @AfterEach
    void stop() {
        openai.close();
        anthropic.close();
    }

    @Test
    void anotherDeploymentAnswersWithoutAWait() {
        openai.answersWith(call -> Answer.error(ErrorKind.OVERLOADED));
        List<Deployment> group = List.of(only(openai), claude());

        for (int i = 0; i < 8; i++) {
            Router.Routed routed = ask(group, 2);

            assertThat(routed.answer().info().deployment().id()).isEqualTo(claude().id());
        }
        assertThat(openai.requests()).isNotEmpty();
        assertThat(pauses).isEmpty();
    }

    @Test
    void aRejectedKeyIsTriedElsewhereAndNotAgain() {
        openai.answersWith(call -> Answer.error(ErrorKind.INVALID_KEY));

        assertThat(ask(List.of(only(openai), claude()), 1).answer()).isNotNull();
        assertThatExceptionOfType(dev.dragoman.error.AuthenticationException.class)
                .isThrownBy(() -> ask(List.of(only(openai)), 5));
        assertThat(pauses).isEmpty();
    }

    @Test
    void theSameDeploymentIsAskedAgainAfterAWait() {
        openai.answers(Answer.error(ErrorKind.SERVER_ERROR), Answer.error(ErrorKind.SERVER_ERROR), Answer.text("x"));

        Router.Routed routed = ask(List.of(only(openai)), 2);

        assertThat(routed.retries()).isEqualTo(2);
        assertThat(pauses).hasSize(2).allSatisfy(nanos -> assertThat(nanos).isGreaterThanOrEqualTo(500_000_000L));
    }

    @Test
    void theVendorsWaitIsKept() {
        openai.answers(Answer.error(VendorError.rateLimited(Duration.ofSeconds(3))), Answer.text("x"));

        ask(List.of(only(openai)), 1);

        assertThat(pauses).containsExactly(Duration.ofSeconds(3).toNanos());
    }

    @Test
    void aLongWaitIsLeftToTheClient() {
        openai.answers(Answer.error(VendorError.rateLimited(Duration.ofSeconds(60))));

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> ask(List.of(only(openai)), 3))
                .satisfies(refusal -> assertThat(refusal.detail().retryAfter()).isEqualTo(Duration.ofSeconds(60)));
        assertThat(openai.requests()).hasSize(1);
    }

    @Test
    void whatIsWrongStaysWrong() {
        openai.answersWith(call -> Answer.error(ErrorKind.BAD_REQUEST));
        anthropic.answersWith(call -> Answer.error(ErrorKind.BAD_REQUEST));

        assertThatExceptionOfType(BadRequestException.class).isThrownBy(() -> ask(List.of(only(openai), claude()), 3));
        assertThat(openai.requests().size() + anthropic.requests().size()).isOne();
    }

    @Test
    void aUsedUpQuotaIsNotAskedAgain() {
        openai.answersWith(call -> Answer.error(ErrorKind.QUOTA_EXHAUSTED));

        assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> ask(List.of(only(openai)), 3));
        assertThat(openai.requests()).hasSize(1);
    }

    @Test
    void theLastFailureIsToldWhenRetriesAreUsedUp() {
        openai.answersWith(call -> Answer.error(ErrorKind.SERVER_ERROR));

        assertThatExceptionOfType(InternalServerException.class).isThrownBy(() -> ask(List.of(only(openai)), 2));
        assertThat(openai.requests()).hasSize(3);
    }

    @Test
    void theNextOrderIsAskedOnlyWhenAllOfTheLowestHaveFailed() {
        List<Deployment> group = List.of(turn(claude(), 2, null), turn(only(openai), 1, null));
        openai.answers(Answer.text("x"), Answer.error(ErrorKind.SERVER_ERROR));

        ask(group, 0);
        int before = anthropic.requests().size();
        Router.Routed second = ask(group, 0);

        assertThat(before).isZero();
        assertThat(second.answer().info().deployment().id()).isEqualTo(claude().id());
        assertThat(second.retries()).isOne();
        assertThat(pauses).isEmpty();
    }

    @Test
    void aDeploymentWithoutOrderIsAskedLast() {
        List<Deployment> group = List.of(claude(), turn(only(openai), 5, null));

        for (int i = 0; i < 8; i++) {
            ask(group, 0);
        }

        assertThat(openai.requests()).hasSize(8);
    }

    @Test
    void aBadRequestIsNotTriedOnTheNextOrder() {
        openai.answersWith(call -> Answer.error(ErrorKind.BAD_REQUEST));
        List<Deployment> group = List.of(turn(only(openai), 1, null), turn(claude(), 2, null));

        assertThatExceptionOfType(BadRequestException.class).isThrownBy(() -> ask(group, 3));
        assertThat(anthropic.requests()).isEmpty();
    }

    @Test
    void theDeploymentThatFailsFirstSaysHowOftenItIsTriedAgain() {
        openai.answersWith(call -> Answer.error(ErrorKind.SERVER_ERROR));

        assertThatExceptionOfType(InternalServerException.class)
                .isThrownBy(() -> ask(List.of(turn(only(openai), 1, 3)), 0));

        assertThat(openai.requests()).hasSize(4);
    }

    @Test
    void aWaitIsNeverShorterThanTheLeast() {
        openai.answers(Answer.error(ErrorKind.SERVER_ERROR), Answer.text("x"));

        router.ask(
                Calls.openai(",'max_tokens':9"),
                Route.any(List.of(only(openai)), shuffle, new Retrying(1, Duration.ofSeconds(5))),
                (deployment, stream) -> Calls.attempt());

        assertThat(pauses).containsExactly(Duration.ofSeconds(5).toNanos());
    }

    private static Deployment turn(Deployment plain, int order, @Nullable Integer retries) {
        return new Deployment(
                plain.id(),
                plain.group(),
                plain.provider(),
                plain.target(),
                plain.defaults(),
                plain.policy(),
                plain.extraHeaders(),
                plain.extraBody(),
                plain.timeouts(),
                plain.share(),
                plain.endpoints(),
                new Deployment.Turn(order, retries));
    }

    private Router.Routed ask(List<Deployment> group, int retries) {
        return router.ask(
                Calls.openai(",'max_tokens':9"),
                Route.any(group, shuffle, Retrying.times(retries)),
                (deployment, stream) -> Calls.attempt());
    }

    private Deployment claude() {
        return Calls.deployment("anthropic", anthropic);
    }

    private static Deployment only(FakeVendor vendor) {
        return Calls.deployment("openai", vendor);
    }
}
