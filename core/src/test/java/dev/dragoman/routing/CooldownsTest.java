package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.TimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CooldownsTest {

    private final List<String> told = new ArrayList<>();
    private final Deployment one = Calls.deployment("openai", "gpt-4o", "http://127.0.0.1:1");
    private final Deployment two = Calls.deployment("openai", "gpt-4o", "http://127.0.0.1:2");
    private final Deployment three = Calls.deployment("openai", "gpt-4o", "http://127.0.0.1:3");
    private final List<Deployment> group = List.of(one, two, three);
    private long now;
    private final Cooldowns cooldowns = new Cooldowns(() -> now, new CooldownListener() {

        @Override
        public void began(Deployment deployment, Cooldown cooldown) {
            told.add("began " + deployment.target().apiBase());
        }

        @Override
        public void ended(String deploymentId) {
            told.add("ended");
        }
    });

    @Test
    void whoRefusesForTooManyRequestsIsLeftAloneAtOnceAndReturnsBySuccess() {
        fail(one, new RateLimitException("slow down"));

        assertThat(cooldowns.usable(group)).containsExactly(two, three);
        assertThat(cooldowns.of(one.id()))
                .isNotNull()
                .extracting(Cooldown::status)
                .isEqualTo(429);
        pass(Duration.ofSeconds(5));
        assertThat(cooldowns.usable(group)).containsExactly(one, two, three);
        cooldowns.picked(one);
        assertThat(cooldowns.usable(group)).as("one call tries it out").containsExactly(two, three);
        cooldowns.succeeded(one, 3, CooldownRules.DEFAULTS);
        assertThat(cooldowns.usable(group)).isSameAs(group);
        assertThat(told).containsExactly("began http://127.0.0.1:1", "ended");
    }

    @Test
    void whoFailsTheTryIsLeftAloneAgainWhateverTheFailure() {
        fail(one, new RateLimitException("slow down"));
        pass(Duration.ofSeconds(5));
        cooldowns.picked(one);

        fail(one, new InternalServerException("broken"));

        assertThat(cooldowns.usable(group)).containsExactly(two, three);
        pass(Duration.ofSeconds(5));
        assertThat(cooldowns.usable(group)).contains(one);
    }

    @Test
    void aTryThatNobodyWaitsForIsMadeAgain() {
        fail(one, new RateLimitException("slow down"));
        pass(Duration.ofSeconds(5));
        cooldowns.picked(one);
        cooldowns.abandoned(one);

        assertThat(cooldowns.usable(group)).contains(one);
    }

    @Test
    void theLastUsableOneIsNeverLeftAlone() {
        fail(one, new AuthenticationException("no"));
        fail(two, new AuthenticationException("no"));
        fail(three, new AuthenticationException("no"));

        assertThat(cooldowns.usable(group)).containsExactly(three);
        cooldowns.failed(one, new RateLimitException("x"), List.of(one), CooldownRules.DEFAULTS);
        assertThat(told).hasSize(2);
    }

    @Test
    void theVendorsWaitAndTheDeploymentsOwnGoBeforeTheRouters() {
        fail(one, new RateLimitException(ErrorDetail.of("x").withRetryAfter(Duration.ofSeconds(30))));
        pass(Duration.ofSeconds(29));
        assertThat(cooldowns.usable(group)).doesNotContain(one);

        Deployment own = with(two, Duration.ofSeconds(1));
        List<Deployment> others = List.of(own, three);
        cooldowns.failed(own, new RateLimitException("x"), others, CooldownRules.DEFAULTS);
        assertThat(cooldowns.usable(others)).containsExactly(three);
        pass(Duration.ofSeconds(1));
        assertThat(cooldowns.usable(others)).contains(own);
        Deployment never = with(three, Duration.ZERO);
        cooldowns.failed(never, new RateLimitException("x"), group, CooldownRules.DEFAULTS);
        assertThat(cooldowns.of(never.id())).isNull();
    }

    @Test
    void otherFailuresCountWhenTheyAreMoreThanHalf() {
        for (int i = 0; i < 5; i++) {
            cooldowns.succeeded(one, 3, CooldownRules.DEFAULTS);
        }
        for (int i = 0; i < 5; i++) {
            fail(one, new InternalServerException("broken"));
        }
        assertThat(cooldowns.usable(group)).isSameAs(group);

        fail(one, new TimeoutException("late"));

        assertThat(cooldowns.usable(group)).containsExactly(two, three);
        // A minute later all begins anew.
        fail(two, new InternalServerException("broken"));
        for (int i = 0; i < 3; i++) {
            fail(two, new InternalServerException("broken"));
        }
        pass(Duration.ofSeconds(61));
        fail(two, new InternalServerException("broken"));
        assertThat(cooldowns.of(two.id())).isNull();
    }

    @Test
    void aWrongRequestSaysNothingAboutItsDeployment() {
        for (int i = 0; i < 2_000; i++) {
            fail(one, new BadRequestException("wrong"));
        }

        assertThat(cooldowns.usable(group)).isSameAs(group);
    }

    @Test
    void failuresAreLetPassAsOftenAsAllowed() {
        CooldownRules rules = new CooldownRules(
                true, Duration.ofSeconds(5), 2, Map.of(FailureKind.RATE_LIMIT, 0, FailureKind.TIMEOUT, 1));

        cooldowns.failed(one, new InternalServerException("x"), group, rules);
        cooldowns.failed(one, new InternalServerException("x"), group, rules);
        assertThat(cooldowns.of(one.id())).isNull();
        cooldowns.failed(one, new InternalServerException("x"), group, rules);
        assertThat(cooldowns.of(one.id())).isNotNull();
        cooldowns.failed(two, new RateLimitException("x"), group, rules);
        assertThat(cooldowns.of(two.id())).isNotNull();
    }

    @Test
    void nothingIsLeftAloneWhenThatIsOff() {
        cooldowns.failed(one, new RateLimitException("x"), group, CooldownRules.OFF);

        assertThat(cooldowns.usable(group)).isSameAs(group);
    }

    @Test
    void anotherInstancesWordCountsAndEndsAlike() {
        cooldowns.adopt(new Cooldown(one.id(), Duration.ofSeconds(3).toNanos(), 429, "RateLimitError"));

        assertThat(cooldowns.usable(group)).containsExactly(two, three);
        cooldowns.release(one.id());
        assertThat(cooldowns.usable(group)).isSameAs(group);
        assertThat(told).isEmpty();
    }

    private void fail(Deployment deployment, LlmException failure) {
        cooldowns.failed(deployment, failure, group, CooldownRules.DEFAULTS);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static Deployment with(Deployment plain, Duration cooldown) {
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
                new Deployment.Turn(Integer.MAX_VALUE, null, cooldown));
    }
}
