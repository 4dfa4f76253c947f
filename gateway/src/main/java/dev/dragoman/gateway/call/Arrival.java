package dev.dragoman.gateway.call;

import dev.dragoman.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the company's login tells of somebody.
 *
 * @param id there
 * @param email there; null when it is not told
 * @param name null when it is not told
 * @param role null when it is not told, or is none of ours
 * @param groups that become teams
 * @param extra what else is kept
 */
public record Arrival(
        String id,
        @Nullable String email,
        @Nullable String name,
        @Nullable Role role,
        List<Group> groups,
        JsonObject extra) {

    public Arrival {
        groups = List.copyOf(groups);
    }

    /**
     * A group.
     *
     * @param id there
     * @param name for people
     */
    public record Group(String id, String name) {}
}
