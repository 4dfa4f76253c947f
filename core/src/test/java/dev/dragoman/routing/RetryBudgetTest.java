package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryBudgetTest {

    private final RetryBudget budget = new RetryBudget();

    @Test
    void threeAtATimeAreAlwaysGranted() {
        spend(1_000);

        assertThat(granted(3)).isEqualTo(3);
        assertThat(granted(1)).isZero();
        budget.giveBack();
        assertThat(granted(1)).isOne();
    }

    @Test
    void aFifthOfAllCallsIsGrantedBesideThat() {
        spend(1_000);
        granted(3);
        for (int i = 0; i < 100; i++) {
            budget.earn();
        }

        // What is saved up is bounded: no more than 20 come of 100 calls, and no more than 20 of a thousand at rest.
        assertThat(granted(1_000)).isEqualTo(20);
        for (int i = 0; i < 1_000; i++) {
            budget.earn();
        }
        assertThat(granted(1_000)).isEqualTo(20);
    }

    @Test
    void manyThreadsGetNoMoreThanOne() {
        AtomicInteger granted = new AtomicInteger();

        IntStream.range(0, 10_000).parallel().forEach(i -> {
            if (budget.take()) {
                granted.incrementAndGet();
            }
        });

        assertThat(granted).hasValue(23);
    }

    private int granted(int asked) {
        int granted = 0;
        for (int i = 0; i < asked; i++) {
            granted += budget.take() ? 1 : 0;
        }
        return granted;
    }

    /** Uses up what was saved. */
    private void spend(int most) {
        int granted = granted(most);
        for (int i = 0; i < granted; i++) {
            budget.giveBack();
        }
    }
}
