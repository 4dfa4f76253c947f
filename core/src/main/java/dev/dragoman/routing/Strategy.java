package dev.dragoman.routing;

import java.util.List;

/** A way to choose among deployments that would all do. Thread-safe. */
@FunctionalInterface
public interface Strategy {

    /**
     * One of the candidates.
     *
     * @param candidates not empty
     * @param source what is asked
     */
    Deployment pick(List<Deployment> candidates, Source source);
}
