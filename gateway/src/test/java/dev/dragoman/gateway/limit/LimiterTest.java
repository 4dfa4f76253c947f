package dev.dragoman.gateway.limit;

import static dev.dragoman.gateway.limit.Calls.ask;
import static dev.dragoman.gateway.limit.Calls.parallel;
import static dev.dragoman.gateway.limit.Calls.passes;
import static dev.dragoman.gateway.limit.Calls.passing;
import static dev.dragoman.gateway.limit.Calls.requests;
import static dev.dragoman.gateway.limit.Calls.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.call.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One instance. */
final class LimiterTest {

    private static final long WINDOW = Duration.ofSeconds(60).toNanos();

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - WINDOW / 2); // a clock that overflows on the way
    private final Limiter limiter = Limiter.alone(Duration.ofSeconds(60), clock::get);

    @Test
    void ofAHundredCallsAtOnceOnePasses() throws Exception {
        for (int round = 0; round < 50; round++) {
            String key = "k" + round;
            assertThat(passing(100, () -> passes(limiter, requests(key, 1)))).isOne();
        }
    }

    @Test
    void aWindowBeginsWithItsFirstRequestAndEndsAfterItsLength() {
        Limit limit = requests("k", 2);
        clock.addAndGet(WINDOW / 3);
        assertThat(passes(limiter, limit)).isTrue();
        clock.addAndGet(WINDOW - 1);
        assertThat(passes(limiter, limit)).isTrue();
        assertThat(passes(limiter, limit)).isFalse();
        clock.addAndGet(1);
        assertThat(passes(limiter, limit)).isTrue();
    }

    @Test
    void aRefusedCallTakesNothing() throws Exception {
        Limit[] both = {requests("k", 1_000), new Limit("team", "t", 10L, null, null)};

        assertThat(passing(200, () -> passes(limiter, both))).isEqualTo(10);
        assertThat(passing(2_000, () -> passes(limiter, both[0]))).isEqualTo(990);
    }

    @Test
    void aRefusedCallTakesNothingOfWhateverElseIsCounted() {
        Limit full = new Limit("api_key", "k", 2L, 100L, 1);
        Admission first = Objects.requireNonNull(ask(limiter, 60, full));

        assertThat(ask(limiter, 40, full)).as("too many at once").isNull();
        limiter.keep(first);
        assertThat(ask(limiter, 41, full)).as("too many tokens").isNull();
        limiter.keep(Objects.requireNonNull(ask(limiter, 40, full)));
        assertThat(ask(limiter, 0, full)).as("too many requests").isNull();
    }

    @Test
    void theFirstLimitThatIsReachedIsNamed() {
        Limit key = requests("k", 5);
        Limit user = new Limit("user", "u", 1L, null, null);
        Limit team = new Limit("team", "t", 1L, null, null);
        assertThat(passes(limiter, key, user, team)).isTrue();

        Shortage shortage =
                Objects.requireNonNull(limiter.admit(new Admission(List.of(key, user, team), TokenNeed.NONE)));

        assertThat(shortage.limit()).isEqualTo(user);
        assertThat(shortage.allowed()).isOne();
        assertThat(shortage.remaining()).isZero();
        assertThat(shortage.nanos()).isEqualTo(WINDOW);
    }

    @Test
    void tokensAreSettledOnce() throws Exception {
        Limit limit = tokens("k", 1_000);
        Admission admission = Objects.requireNonNull(ask(limiter, 900, limit));
        assertThat(ask(limiter, 200, limit)).isNull();

        assertThat(passing(50, () -> {
                    limiter.settle(admission, 100);
                    limiter.refund(admission);
                    return true;
                }))
                .isEqualTo(50);

        assertThat(ask(limiter, 901, limit)).isNull();
        assertThat(ask(limiter, 900, limit)).isNotNull();
    }

    @Test
    void whatIsGivenBackLateIsNotGivenToAnotherWindow() {
        Limit limit = tokens("k", 1_000);
        Admission early = Objects.requireNonNull(ask(limiter, 900, limit));
        clock.addAndGet(WINDOW);
        assertThat(ask(limiter, 1_000, limit)).isNotNull();

        limiter.refund(early);

        assertThat(ask(limiter, 1, limit)).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAnAnswerTookTooMuchCountsWhenItIsKnown(boolean windowIsOpen) {
        Limit limit = tokens("k", 1_000);
        Admission longLasting = Objects.requireNonNull(ask(limiter, 100, limit));
        clock.addAndGet(WINDOW);
        long already = windowIsOpen ? 50 : 0;
        assertThat(!windowIsOpen || ask(limiter, already, limit) != null).isTrue();

        limiter.settle(longLasting, 800);

        assertThat(ask(limiter, 301 - already, limit)).isNull();
        assertThat(ask(limiter, 300 - already, limit)).isNotNull();
    }

    @Test
    void neverMoreAtOnceThanAllowed() throws Exception {
        Limit limit = parallel("k", 7);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        long passed = passing(500, () -> {
            Admission admission = ask(limiter, 1, limit);
            if (admission == null) {
                return false;
            }
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            LockSupport.parkNanos(1);
            inside.decrementAndGet();
            limiter.keep(admission);
            return true;
        });

        assertThat(passed).isGreaterThanOrEqualTo(7);
        assertThat(most.get()).isBetween(1, 7);
        assertThat(passing(50, () -> passes(limiter, limit))).isEqualTo(7);
    }

    @Test
    void callsOfSeveralLimitsInAnyOrderDoNotWaitForEachOther() throws Exception {
        Limit a = requests("a", 1_000_000);
        Limit b = new Limit("user", "b", 1_000_000L, null, null);
        Limit c = new Limit("team", "c", 1_000_000L, null, null);
        Limit[][] orders = {{a, b, c}, {c, b, a}, {b, a}, {c, a}};
        AtomicInteger turn = new AtomicInteger();
        Semaphore atOnce = new Semaphore(64);

        assertThat(passing(4_000, () -> {
                    atOnce.acquire();
                    try {
                        return passes(limiter, orders[turn.getAndIncrement() % orders.length]);
                    } finally {
                        atOnce.release();
                    }
                }))
                .isEqualTo(4_000);
    }

    @Test
    void silentDescriptorsAreForgotten() {
        for (int i = 0; i < 1_000_000; i++) {
            if (i % 10_000 == 0) {
                clock.addAndGet(WINDOW / 2);
            }
            passes(limiter, requests("k" + i, 5));
        }
        assertThat(limiter.counted()).isLessThan(100_000);

        clock.addAndGet(WINDOW);
        for (int i = 0; i < 100_000; i++) {
            passes(limiter, requests("same", 5));
        }
        assertThat(limiter.counted()).isOne();
    }

    @Test
    void runningCallsAreNotForgotten() {
        Limit one = parallel("busy", 1);
        Admission running = Objects.requireNonNull(ask(limiter, 1, one));
        clock.addAndGet(2 * WINDOW);
        for (int i = 0; i < 1_000; i++) {
            passes(limiter, requests("k" + i, 5));
        }

        assertThat(passes(limiter, one)).isFalse();
        limiter.keep(running);
        assertThat(passes(limiter, one)).isTrue();
    }

    /** The plainest thing that could be right: windows of one descriptor, by one thread. */
    private static final class Model {

        private final Map<String, long[]> windows = new HashMap<>();

        long[] window(String name, long now) {
            long[] window = windows.computeIfAbsent(name, any -> new long[4]); // begun, requests, tokens, running
            if (window[0] == 0 || now - window[0] >= WINDOW) {
                window[0] = 0;
                window[1] = 0;
                window[2] = 0;
            }
            return window;
        }

        boolean admits(List<Limit> limits, long tokens, long now) {
            for (Limit limit : limits) {
                long[] window = window(limit.descriptor() + limit.value(), now);
                if (beyond(limit.requests(), window[1] + 1)
                        || tokens > 0 && beyond(limit.tokens(), window[2] + tokens)
                        || beyond(limit.parallel() == null ? null : (long) limit.parallel(), window[3] + 1)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean beyond(@Nullable Long limit, long use) {
            return limit != null && use > limit;
        }

        void charge(List<Limit> limits, long tokens, long now) {
            for (Limit limit : limits) {
                long[] window = window(limit.descriptor() + limit.value(), now);
                if (window[0] == 0 && (limit.requests() != null || limit.tokens() != null && tokens > 0)) {
                    window[0] = now;
                }
                window[1]++;
                window[2] += tokens;
                window[3]++;
            }
        }
    }

    /** A call that is under way, and the windows in which it was charged. */
    private record Running(Admission admission, List<Limit> limits, long tokens, List<Long> begun) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void decidesAsAPlainModelDoes(long seed) {
        Random random = new Random(seed);
        long[] time = {1};
        Limiter tested = Limiter.alone(Duration.ofNanos(WINDOW), () -> time[0]);
        Model model = new Model();
        List<Running> running = new ArrayList<>();
        int windows = 0;
        for (int step = 0; step < 100_000; step++) {
            if (random.nextInt(40) == 0) {
                time[0] += random.nextLong(WINDOW);
                windows++;
            }
            if (random.nextInt(3) == 0 && !running.isEmpty()) {
                end(tested, model, running.remove(random.nextInt(running.size())), random, time[0]);
            } else {
                List<Limit> limits = limits(random);
                long tokens = random.nextInt(50);
                boolean expected = model.admits(limits, tokens, time[0]);
                Admission admission = ask(tested, tokens, limits.toArray(Limit[]::new));
                assertThat(admission != null).as("step %s", step).isEqualTo(expected);
                if (admission != null) {
                    model.charge(limits, tokens, time[0]);
                    List<Long> begun = new ArrayList<>();
                    limits.forEach(limit -> begun.add(model.window(limit.descriptor() + limit.value(), time[0])[0]));
                    running.add(new Running(admission, limits, tokens, begun));
                }
            }
        }
        assertThat(windows).isGreaterThan(1_000);
    }

    private static List<Limit> limits(Random random) {
        List<Limit> limits = new ArrayList<>();
        for (String descriptor : List.of("api_key", "user", "team")) {
            int which = random.nextInt(3);
            if (which > 0) {
                boolean key = descriptor.equals("api_key");
                limits.add(new Limit(descriptor, "v" + which, key ? 12L : null, 300L, key ? 4 : null));
            }
        }
        return limits;
    }

    private static void end(Limiter tested, Model model, Running ended, Random random, long now) {
        long taken = random.nextInt(80);
        tested.settle(ended.admission, taken);
        for (int i = 0; i < ended.limits.size(); i++) {
            Limit limit = ended.limits.get(i);
            long[] window = model.window(limit.descriptor() + limit.value(), now);
            window[3]--;
            long beyond = taken - ended.tokens;
            boolean same = window[0] != 0 && window[0] == ended.begun.get(i);
            if (same || beyond > 0) {
                window[0] = window[0] == 0 ? now : window[0];
                window[2] = Math.max(0, window[2] + beyond);
            }
        }
    }
}
