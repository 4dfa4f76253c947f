package dev.dragoman.routing.choice;

/** Knows how fast deployments are. Thread-safe. */
@FunctionalInterface
public interface PaceBook {

    /**
     * The mean time of a deployment in seconds: of streams to their first event, of whole answers for a token; zero when nothing is
     * known yet.
     */
    double seconds(String deploymentId, boolean stream);
}
