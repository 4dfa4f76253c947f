package dev.dragoman.gateway.deployment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Remembers which deployment answered calls that have something in common. Thread-safe. */
interface PinBook {

    /** The id of the deployment; null when none is remembered. */
    @Nullable
    String find(String key);

    /** Remembers a deployment for some time. */
    void pin(String key, String deploymentId, Duration ttl);
}
