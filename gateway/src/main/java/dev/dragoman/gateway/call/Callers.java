package dev.dragoman.gateway.call;

/** Knows who is calling. */
@FunctionalInterface
public interface Callers {

    /**
     * The caller behind a request.
     *
     * @throws dev.dragoman.error.AuthenticationException when it is nobody known
     */
    Caller of(Visit visit);
}
