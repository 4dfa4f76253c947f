package dev.dragoman.bench;

import java.time.Duration;

/** What the one who waits gets to see, apart from the results. */
final class Progress {

    private Progress() {}

    static void say(String what) {
        System.err.println("· " + what);
    }

    /** Lets everything come to rest. */
    static void rest(int seconds) throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(seconds));
    }
}
