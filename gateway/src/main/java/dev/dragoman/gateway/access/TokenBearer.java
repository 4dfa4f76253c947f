package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Visit;

/** Whoever presents a token. */
@FunctionalInterface
public interface TokenBearer {

    /**
     * The caller that they are in a request.
     *
     * @throws dev.dragoman.error.LlmException when they may not call, or that cannot be told at the moment
     */
    Caller caller(Visit visit);
}
