package dev.dragoman.routing;

import dev.dragoman.error.LlmException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a call is tried again.
 *
 * @param retries further attempts after the first, on the deployments of one order
 * @param leastWait the shortest wait before the same deployments are asked again
 * @param policy further attempts by kind of failure, which count before all other numbers; kinds that are missing have no own number
 */
public record Retrying(int retries, Duration leastWait, Map<FailureKind, Integer> policy) {

    public Retrying {
        policy = policy.isEmpty() ? Map.of() : new EnumMap<>(policy);
    }

    /** Without a policy. */
    public Retrying(int retries, Duration leastWait) {
        this(retries, leastWait, Map.of());
    }

    /** So many further attempts, each as soon as it makes sense. */
    public static Retrying times(int retries) {
        return new Retrying(retries, Duration.ZERO);
    }

    /** How many further attempts the policy grants on such a failure; null when it says nothing. */
    @Nullable
    Integer granted(LlmException failure) {
        FailureKind kind = policy.isEmpty() ? null : FailureKind.of(failure);
        return kind == null ? null : policy.get(kind);
    }
}
