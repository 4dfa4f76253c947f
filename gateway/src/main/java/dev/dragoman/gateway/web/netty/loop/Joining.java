package dev.dragoman.gateway.web.netty.loop;

import java.time.Duration;

/** Waiting for the end of a thread, for a bounded time. */
final class Joining {

    private static final System.Logger LOG = System.getLogger(Joining.class.getName());

    private Joining() {}

    static void join(Thread thread, Duration atMost) {
        try {
            if (!thread.join(atMost)) {
                LOG.log(System.Logger.Level.WARNING, "thread {0} did not end within {1}", thread.getName(), atMost);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
