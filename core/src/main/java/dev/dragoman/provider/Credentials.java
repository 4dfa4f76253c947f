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
     * The request as it may be shown: where a secret would be stands what is given in its place. Asks nobody.
     *
     * @param hidden what stands for the secret
     */
    default UpstreamRequest hidden(UpstreamRequest request, Target target, String hidden, Tokens tokens) {
        return sign(request, target.withKey(hidden), tokens);
    }

    /** The request with a bearer token. */
    static UpstreamRequest bearing(UpstreamRequest request, String token) {
        return request.withHeaders(request.headers().toBuilder()
                .set("authorization", "Bearer " + token)
                .build());
    }

    /**
     * Finds out, without any call, whether a credential is missing that must be there.
     *
     * @throws IllegalArgumentException naming what to set
     */
    default void check(Target target) {}
}
