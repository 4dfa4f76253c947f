package dev.dragoman.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.bench.load.EventChecker.Faults;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventCheckerTest {

    @Test
    void eventsInOrderAreWithoutFault() {
        assertThat(after(0, 1, 2, 3).end(4)).isEqualTo(Faults.NONE);
    }

    @Test
    void aMissingEventIsLost() {
        assertThat(after(0, 1, 3).end(4)).isEqualTo(new Faults(1, 0, 0));
    }

    @Test
    void eventsMissingAtTheEndAreLost() {
        assertThat(after(0, 1).end(4)).isEqualTo(new Faults(2, 0, 0));
    }

    @Test
    void aStreamWithoutEventsLostAll() {
        assertThat(after().end(4)).isEqualTo(new Faults(4, 0, 0));
    }

    @Test
    void anEventThatComesAgainIsDoubled() {
        assertThat(after(0, 1, 1, 2, 3).end(4)).isEqualTo(new Faults(0, 1, 0));
    }

    @Test
    void anEventThatOvertookAnotherIsReordered() {
        assertThat(after(0, 2, 1, 3).end(4)).isEqualTo(new Faults(0, 0, 1));
    }

    @Test
    void anEventBeyondTheExpectedOnesIsTooMuch() {
        assertThat(after(0, 1, 2, 3, 4).end(4)).isEqualTo(new Faults(0, 1, 0));
    }

    private static EventChecker after(int... numbers) {
        EventChecker checker = new EventChecker();
        IntStream.of(numbers).forEach(checker::event);
        return checker;
    }
}
