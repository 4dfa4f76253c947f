package dev.dragoman.gateway.call;

import dev.dragoman.model.Usage;

/** Is told how an answer passes that comes in pieces, on the thread that reads it. */
public interface StreamFollower {

    /** An event passes. */
    default void piece() {}

    /** There are no more pieces, and the last one is not released yet. */
    void ended(Usage usage);

    /** Nobody reads any further, be it after the end or before it. */
    void closed(Usage usage);
}
