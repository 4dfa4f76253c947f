package dev.dragoman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;

/** What tests of keys have in common. */
final class KeyTests {

    private KeyTests() {}

    /** Waits until a change has come to the directory of keys. */
    static void soon(Supplier<Integer> status, int expected) throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (status.get() != expected && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(status.get()).isEqualTo(expected);
    }
}
