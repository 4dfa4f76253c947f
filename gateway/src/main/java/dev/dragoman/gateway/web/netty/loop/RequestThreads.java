package dev.dragoman.gateway.web.netty.loop;

/** Starts a thread of its own for each request. */
@FunctionalInterface
public interface RequestThreads {

    /** Runs the request in a new virtual thread. */
    void start(Runnable request);
}
