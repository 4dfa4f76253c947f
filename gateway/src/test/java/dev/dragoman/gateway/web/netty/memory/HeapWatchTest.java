package dev.dragoman.gateway.web.netty.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HeapWatchTest {

    private static final long MB = 1 << 20;

    private final HeapWatch watch = new HeapWatch();

    @Test
    void youngGarbageIsLeftToTheCollector() {
        watch.isWorthwhile(20 * MB, 0);

        assertThat(watch.isWorthwhile(100 * MB, 1)).isFalse();
    }

    @Test
    void heapThatGrewFarBeyondItsLeastIsCollected() {
        watch.isWorthwhile(20 * MB, 0);

        assertThat(watch.isWorthwhile(101 * MB, 1)).isTrue();
    }

    @Test
    void heapInUseMayGrowByItsOwnSize() {
        watch.collected(300 * MB, 0, 0);

        assertThat(watch.isWorthwhile(600 * MB, 1)).isFalse();
        assertThat(watch.isWorthwhile(601 * MB, 1)).isTrue();
    }

    @Test
    void nextPauseMustBeEarned() {
        watch.collected(20 * MB, 0, 50);

        assertThat(watch.isWorthwhile(500 * MB, 2_549)).isFalse();
        assertThat(watch.isWorthwhile(500 * MB, 2_550)).isTrue();
    }

    @Test
    void veryLongPauseBansTheNextForABoundedTime() {
        watch.collected(20 * MB, 0, TimeUnit.SECONDS.toNanos(1));

        assertThat(watch.isWorthwhile(500 * MB, TimeUnit.SECONDS.toNanos(15))).isFalse();
        assertThat(watch.isWorthwhile(500 * MB, TimeUnit.SECONDS.toNanos(16))).isTrue();
    }

    @Test
    void collectionByTheCollectorItselfCountsAsOne() {
        watch.collected(300 * MB, 0, 0);
        watch.isWorthwhile(20 * MB, 1);

        assertThat(watch.isWorthwhile(101 * MB, 2)).isTrue();
    }
}
