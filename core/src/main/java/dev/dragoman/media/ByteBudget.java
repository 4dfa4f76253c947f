package dev.dragoman.media;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all files of a request may still have. Thread-safe. */
final class ByteBudget {

    private final long total;
    private final AtomicLong left;

    ByteBudget(long total) {
        this.total = total;
        this.left = new AtomicLong(total);
    }

    void take(int bytes) throws Refused {
        if (left.addAndGet(-bytes) < 0) {
            throw new Refused("all media of the request are larger than " + total + " bytes together");
        }
    }
}
