package dev.dragoman.gateway.relay;

import dev.dragoman.routing.Deployment;
import org.jspecify.annotations.Nullable;

/** Knows how vendors are reached when no model of the configuration was asked for. Thread-safe. */
public interface Places {

    /**
     * A vendor with the credentials that the operator gave for it.
     *
     * @param model the model that is asked for; matters where the address depends on it
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    Deployment at(String provider, String model);

    /** The first deployment of a group of the configuration; null when there is none. */
    @Nullable
    Deployment group(String name);

    /**
     * The place for files and batches, or for fine-tuning.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    Deployment library(Library library, String provider);

    /** What is kept at a vendor. */
    enum Library {
        FILES,
        FINE_TUNING
    }
}
