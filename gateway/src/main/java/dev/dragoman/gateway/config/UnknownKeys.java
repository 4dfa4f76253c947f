package dev.dragoman.gateway.config;

import dev.dragoman.EditDistance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says about a key that a section does not know where it belongs or which one was meant. */
final class UnknownKeys {

    private static final int SHORTEST_TYPO = 6;
    private static final String PARAMS = "litellm_params";
    private static final List<String> SETTINGS =
            List.of("general_settings", "router_settings", "litellm_settings", "dragoman_settings", "top level");
    private static final List<String> ENTRY = List.of("litellm_params", "model_list", "model_info", "request defaults");

    private final KeyTable table;
    private final Problems problems;

    UnknownKeys(KeyTable table, Problems problems) {
        this.table = table;
        this.problems = problems;
    }

    /** Warns of the key; in an open section only when it is likely a mistake. */
    void report(KeySection section, boolean open, String parent, String key, Location at) {
        String path = KeyPath.child(parent, key);
        String owner = owner(section, key);
        String near = nearest(section, key);
        if (owner != null) {
            problems.warning(at, path, "a key of another section", "it in " + owner);
        } else if (near != null && (!open || isTypo(section, key, near))) {
            problems.warning(at, path, "an unknown key", "perhaps " + near);
        } else if (section.name().equals(PARAMS)) {
            problems.warning(at, path, "no known key or parameter", "one; the provider gets it as it stands");
        } else if (!open) {
            problems.warning(at, path, "an unknown key", "a key of " + section.name());
        }
    }

    private @Nullable String nearest(KeySection section, String key) {
        String own = section.nearest(key);
        String parameter = section.name().equals(PARAMS)
                ? table.section("request defaults").nearest(key)
                : null;
        return own == null || parameter == null
                ? own == null ? parameter : own
                : EditDistance.between(key, parameter) < EditDistance.between(key, own) ? parameter : own;
    }

    private @Nullable String owner(KeySection section, String key) {
        String name = section.name();
        if (ENTRY.contains(name)) {
            List<String> others = name.equals("model_info")
                    ? List.of("litellm_params")
                    : name.equals("litellm_params") ? List.of("model_info") : ENTRY.subList(0, 3);
            return table.owner(key, others);
        }
        return table.owner(key, SETTINGS);
    }

    // What a section keeps for its reader alone may have any name, so only a near miss of a long one counts.
    private static boolean isTypo(KeySection section, String key, String near) {
        return section.name().equals(PARAMS) || key.length() >= SHORTEST_TYPO && EditDistance.between(key, near) <= 2;
    }
}
