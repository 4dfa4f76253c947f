package dev.dragoman.routing;

import java.util.concurrent.TimeUnit;

/** What became of the attempts at one deployment: of the running minute, and the failures since it last was in order. Thread-safe. */
final class FailureCount {

    private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);
    private static final int FEWEST = 5;
    private static final int MANY = 1_000;

    private long windowEnds;
    private int attempts;
    private int failures;
    private int letPass;
    private long letPassEnds;

    synchronized void succeeded(long now) {
        turn(now);
        attempts++;
    }

    synchronized void failed(long now) {
        turn(now);
        attempts++;
        failures++;
    }

    /** Whether more than half of a number that tells something have failed. */
    synchronized boolean mostFail() {
        return attempts >= FEWEST && failures > attempts / 2.0 || attempts >= MANY && failures == attempts;
    }

    /** Whether this failure is one more than are let pass within the span; it counts as let pass otherwise. */
    synchronized boolean exceeds(int allowed, long now, long span) {
        if (now - letPassEnds >= 0) {
            letPass = 0;
        }
        if (letPass + 1 > allowed) {
            letPass = 0;
            return true;
        }
        letPass++;
        letPassEnds = now + span;
        return false;
    }

    private void turn(long now) {
        if (attempts == 0 || now - windowEnds >= 0) {
            windowEnds = now + WINDOW;
            attempts = 0;
            failures = 0;
        }
    }
}
