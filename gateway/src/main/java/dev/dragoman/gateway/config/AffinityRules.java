package dev.dragoman.gateway.config;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Which calls go to the deployment that answered an earlier one.
 *
 * @param kinds for all groups
 * @param groups for single groups, in addition
 * @param ttl how long a session or a caller stays with a deployment after its last call
 */
public record AffinityRules(Set<Kind> kinds, Map<String, Set<Kind>> groups, Duration ttl) {

    /** None. */
    public static final AffinityRules NONE = new AffinityRules(Set.of(), Map.of(), Duration.ofHours(1));

    public AffinityRules {
        kinds = Set.copyOf(kinds);
        groups = Map.copyOf(groups);
    }

    /** What calls may have in common. */
    public enum Kind {
        /** Reasoning that only the deployment which wrote it can read. */
        ENCRYPTED_CONTENT,
        /** The client's session. */
        SESSION,
        /** A beginning that is marked as to be cached. */
        PROMPT_CACHING,
        /** The key of the caller. */
        CALLER
    }

    /** Whether there are any. */
    public boolean on() {
        return !kinds.isEmpty() || !groups.isEmpty();
    }

    /** Whether calls of a group that have this in common go to one deployment. */
    public boolean has(Kind kind, String group) {
        return kinds.contains(kind)
                || !groups.isEmpty() && groups.getOrDefault(group, Set.of()).contains(kind);
    }
}
