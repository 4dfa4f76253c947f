package dev.dragoman.gateway.endpoint;

import dev.dragoman.gateway.call.Caller;

/** Decides whether a caller may take a route. */
@FunctionalInterface
public interface RouteGuard {

    /**
     * Lets them, or not.
     *
     * @param path as it was asked for
     * @throws dev.dragoman.error.LlmException when they may not
     */
    void admit(Route route, String path, Caller caller);
}
