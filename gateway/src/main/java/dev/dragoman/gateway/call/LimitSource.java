package dev.dragoman.gateway.call;

import java.util.List;

/** Knows which limits a call is subject to. Thread-safe, and must not block. */
@FunctionalInterface
public interface LimitSource {

    /**
     * The limits of a call, each descriptor at most once; the first that is reached is the one that a refusal names. Empty when there
     * are none.
     */
    List<Limit> limits(Call call);
}
