package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MemoryPinsTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void aPinIsKeptForItsTime() {
        MemoryPins pins = new MemoryPins(nanos::get, 10);
        pins.pin("a", "one", Duration.ofNanos(10));
        nanos.addAndGet(9);
        String before = pins.find("a");
        nanos.incrementAndGet();

        assertThat(before).isEqualTo("one");
        assertThat(pins.find("a")).isNull();
    }

    @Test
    void whatWasNotAskedForLongestIsForgottenFirst() {
        MemoryPins pins = new MemoryPins(nanos::get, 2);
        pins.pin("a", "one", Duration.ofHours(1));
        pins.pin("b", "two", Duration.ofHours(1));
        pins.find("a");
        pins.pin("c", "three", Duration.ofHours(1));

        assertThat(pins.find("a")).isEqualTo("one");
        assertThat(pins.find("b")).isNull();
        assertThat(pins.find("c")).isEqualTo("three");
    }
}
