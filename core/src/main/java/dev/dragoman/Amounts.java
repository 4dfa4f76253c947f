package dev.dragoman;

import java.time.Duration;

/** Checks numbers that a program sets. */
final class Amounts {

    private static final int MOST_RETRIES = 20;

    private Amounts() {}

    static Duration positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a positive duration)");
        }
        return value;
    }

    static int retries(int value) {
        if (value < 0 || value > MOST_RETRIES) {
            throw new IllegalArgumentException("retries: " + value + " (expected: 0 to " + MOST_RETRIES + ")");
        }
        return value;
    }
}
