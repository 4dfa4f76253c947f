package dev.dragoman.gateway.config;

import dev.dragoman.EditDistance;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The public names of a configuration's models, against which other settings that name a model are held. */
final class GroupNames {

    private final Set<String> names = new HashSet<>();
    private final boolean open;
    private final Problems problems;

    /**
     * The names.
     *
     * @param aliases other names of groups
     * @param open whether there may be further models, which the database holds
     */
    GroupNames(List<ModelEntry> models, Collection<String> aliases, boolean open, Problems problems) {
        this.open = open;
        this.problems = problems;
        for (ModelEntry model : models) {
            names.add(model.modelName());
            names.add(model.id());
        }
        names.addAll(names.isEmpty() ? List.of() : aliases);
    }

    /** Whether a model of that name may be on offer; of a configuration without models nothing can be told. */
    boolean has(String name) {
        return open
                || names.isEmpty()
                || names.contains(name)
                || names.stream().anyMatch(pattern -> matches(pattern, name));
    }

    /** All of them. */
    Set<String> all() {
        return Set.copyOf(names);
    }

    /** Whether a name is what a pattern with stars stands for. */
    private static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(name);
        }
        String rest = pattern.substring(star + 1);
        return name.startsWith(pattern.substring(0, star))
                && IntStream.rangeClosed(star, name.length()).anyMatch(at -> matches(rest, name.substring(at)));
    }

    /** Warns of settings that name no model; with no names, or a pattern among them, there is no telling. */
    void check(Mapping general, Mapping router) {
        if (open || names.isEmpty() || names.stream().anyMatch(name -> name.contains("*"))) {
            return;
        }
        if (router.get("model_group_alias") instanceof Mapping aliases) {
            for (String alias : aliases.entries().keySet()) {
                ConfigNode value = aliases.get(alias);
                ConfigNode model = value instanceof Mapping detailed ? detailed.get("model") : value;
                check("router_settings.model_group_alias." + alias, model, Set.of());
            }
            check(
                    "general_settings.completion_model",
                    general.get("completion_model"),
                    aliases.entries().keySet());
        } else {
            check("general_settings.completion_model", general.get("completion_model"), Set.of());
        }
    }

    private void check(String path, @Nullable ConfigNode node, Collection<String> aliases) {
        if (node instanceof ConfigNode.Scalar scalar
                && scalar.value() instanceof String name
                && !names.contains(name)
                && !aliases.contains(name)) {
            String near = EditDistance.nearest(name, names);
            String expected = near == null ? "a model_name of model_list" : "perhaps " + near;
            problems.warning(node.location(), path, Secrecy.shown(path, node), expected);
        }
    }
}
