package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.config.ModelEntry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The models of single teams: under which name their groups are kept, and who alone may ask for them. */
public final class TeamNames {

    private final Map<String, Map<String, String>> groups = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    TeamNames() {}

    void add(ModelEntry entry) {
        String team = entry.team();
        if (team != null) {
            groups.computeIfAbsent(team, any -> new LinkedHashMap<>()).put(entry.publicName(), entry.modelName());
            owners.put(entry.modelName(), team);
            owners.put(entry.id(), team);
        }
    }

    /** The team that alone may ask for the group or the deployment of that name; null when everybody may. */
    public @Nullable String owner(String name) {
        return owners.get(name);
    }

    /** The group that a team means by a name; null when the team has none of that name. */
    public @Nullable String group(String team, String name) {
        return groups.getOrDefault(team, Map.of()).get(name);
    }

    /** The names of a team's models. */
    public Set<String> of(String team) {
        return Set.copyOf(groups.getOrDefault(team, Map.of()).keySet());
    }
}
