package dev.dragoman.gateway.batch;

import dev.dragoman.routing.Deployment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows where batches are held. Thread-safe. */
public interface BatchPlaces {

    /** Whether the provider holds batches in a form of its own. */
    boolean offers(String provider);

    /** The deployments of a group of the configuration; empty when there is none of that name. */
    List<Deployment> group(String name);

    /** A deployment of a group; null when it is there no more. */
    @Nullable
    Deployment find(String deployment, String group);

    /**
     * A provider's model with the credentials that the operator gave for files.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    Deployment at(String provider, String model);
}
