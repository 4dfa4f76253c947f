package dev.dragoman.gateway.web;

import java.util.concurrent.Callable;

/**
 * Keeps work that holds its thread — writing to files, long computation, native calls — away from the threads that serve
 * connections. Waiting for locks, queues, sockets or time needs no offload: a virtual thread leaves its carrier for those.
 */
@FunctionalInterface
public interface Offload {

    /**
     * Does the work where it disturbs nobody, and waits for it.
     *
     * @throws Exception what the work throws
     */
    <T> T call(Callable<T> work) throws Exception;
}
