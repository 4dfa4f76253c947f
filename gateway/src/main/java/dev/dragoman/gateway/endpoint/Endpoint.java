package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;

/** Answers the requests of one route. Thread-safe. */
public interface Endpoint {

    /** The dialect in which this endpoint's clients expect errors. */
    Dialect dialect();

    /** Answers; may throw a {@link dev.dragoman.error.LlmException} before it began to. */
    void handle(Request request);
}
