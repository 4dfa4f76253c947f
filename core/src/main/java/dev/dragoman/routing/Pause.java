package dev.dragoman.routing;

/** Waits: between attempts, and before a vendor is asked again whether it is done. */
@FunctionalInterface
public interface Pause {

    /**
     * Waits for so long.
     *
     * @return whether the call is still wanted
     */
    boolean nanos(long nanos, Attempt attempt);
}
