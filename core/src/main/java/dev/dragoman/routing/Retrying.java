package dev.dragoman.routing;

import java.time.Duration;

/**
 * How a call is tried again.
 *
 * @param retries further attempts after the first, on the deployments of one order
 * @param leastWait the shortest wait before the same deployments are asked again
 */
public record Retrying(int retries, Duration leastWait) {

    /** So many further attempts, each as soon as it makes sense. */
    public static Retrying times(int retries) {
        return new Retrying(retries, Duration.ZERO);
    }
}
