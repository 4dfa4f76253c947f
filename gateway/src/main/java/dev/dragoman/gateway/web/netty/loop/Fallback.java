package dev.dragoman.gateway.web.netty.loop;

/** Whether the requests of event loops have to run on the JDK's scheduler instead, because one of them, or the machine, held a loop up. */
final class Fallback {

    private volatile boolean taken;

    boolean isTaken() {
        return taken;
    }

    void take() {
        taken = true;
    }

    /** Requests may run on their event loops again. */
    void release() {
        taken = false;
    }
}
