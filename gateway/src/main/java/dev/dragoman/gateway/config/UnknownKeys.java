package dev.dragoman.gateway.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says about a key that a section does not know where it belongs or which one was meant. */
final class UnknownKeys {

    private static final int SHORTEST_TYPO = 6;
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
        } else if (near != null && (!open || isTypo(key, near))) {
            problems.warning(at, path, "an unknown key", "perhaps " + near);
        } else if (!open) {
            problems.warning(at, path, "an unknown key", "a key of " + section.name());
        }
    }

    private @Nullable String nearest(KeySection section, String key) {
        String near = section.nearest(key);
        return near == null && section.name().equals("litellm_params")
                ? table.section("request defaults").nearest(key)
                : near;
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

    // Open sections take any key, so only a near miss of a long name counts.
    private static boolean isTypo(String key, String near) {
        return key.length() >= SHORTEST_TYPO && EditDistance.between(key, near) <= 2;
    }
}
