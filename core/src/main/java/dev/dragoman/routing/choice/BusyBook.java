package dev.dragoman.routing.choice;

/** Knows how busy deployments are. Thread-safe. */
@FunctionalInterface
public interface BusyBook {

    /** How many calls a deployment is answering now, streams until they are closed. */
    int inFlight(String deploymentId);
}
