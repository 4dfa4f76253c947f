package dev.dragoman.gateway.web.netty.loop;

/** Whether the requests of event loops have to run on the JDK's scheduler instead, because one of them held a loop up. */
final class Fallback {

    private volatile boolean taken;

    boolean isTaken() {
        return taken;
    }

    void take() {
        taken = true;
    }
}
