package dev.dragoman.gateway.relay;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.routing.Deployment;

/** Knows where a vendor's own API is. Thread-safe. */
@FunctionalInterface
interface Aim {

    /** What the model is called where none is named. */
    String NO_MODEL = "pass-through";

    /**
     * Where the request goes.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    Goal of(Asked asked);

    /**
     * Where a request goes.
     *
     * @param target path and query
     * @param headers fields that belong to the address, where the client does not set them
     */
    record Goal(Deployment deployment, Origin origin, String target, Headers headers) {}
}
