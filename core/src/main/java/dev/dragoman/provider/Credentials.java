package dev.dragoman.provider;

import dev.dragoman.http.UpstreamRequest;

/** Puts a key, token or signature on a finished request. Thread-safe. */
@FunctionalInterface
public interface Credentials {

    /**
     * The request with its credentials.
     *
     * @param tokens keeps tokens that must be fetched first
     * @throws dev.dragoman.error.AuthenticationException when a credential is missing, naming what to set
     */
    UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens);

    /**
     * Finds out, without any call, whether a credential is missing that must be there.
     *
     * @throws IllegalArgumentException naming what to set
     */
    default void check(Target target) {}
}
