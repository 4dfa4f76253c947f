package dev.dragoman.gateway.config;

import dev.dragoman.EditDistance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The known keys of one section of a configuration. Immutable. */
final class KeySection {

    private final String name;
    private final List<KeySpec> keys;
    private final List<KeySpec> families = new ArrayList<>();
    private final List<KeySpec> withVariables = new ArrayList<>();
    private final Map<String, KeySpec> byAnyName;

    KeySection(String name, List<KeySpec> keys) {
        this.name = name;
        this.keys = List.copyOf(keys);
        this.byAnyName = HashMap.newHashMap(keys.size() * 2);
        for (KeySpec spec : keys) {
            index(spec);
        }
    }

    private void index(KeySpec spec) {
        byAnyName.put(spec.name(), spec);
        for (String alias : spec.aliases()) {
            byAnyName.put(alias, spec);
        }
        if (spec.isFamily()) {
            families.add(spec);
        }
        if (!spec.variable().isEmpty()) {
            withVariables.add(spec);
        }
    }

    String name() {
        return name;
    }

    List<KeySpec> keys() {
        return keys;
    }

    /** Keys that an environment variable may set. */
    List<KeySpec> withVariables() {
        return withVariables;
    }

    /** The key of this name or alias, or the family it is of; null when there is none. */
    @Nullable
    KeySpec find(String key) {
        KeySpec spec = byAnyName.get(key);
        if (spec != null) {
            return spec;
        }
        for (KeySpec family : families) {
            if (family.includes(key)) {
                return family;
            }
        }
        return null;
    }

    /** The known name nearest to a mistyped one; null when none is near. */
    @Nullable
    String nearest(String key) {
        return EditDistance.nearest(key, byAnyName.keySet().stream().sorted().toList());
    }
}
