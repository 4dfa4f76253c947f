package dev.dragoman.gateway.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The known keys of one section of a configuration. Immutable. */
final class KeySection {

    private final String name;
    private final List<KeySpec> keys;
    private final List<KeySpec> families;
    private final Map<String, KeySpec> byAnyName;

    KeySection(String name, List<KeySpec> keys) {
        this.name = name;
        this.keys = List.copyOf(keys);
        this.families = keys.stream().filter(KeySpec::isFamily).toList();
        this.byAnyName = HashMap.newHashMap(keys.size() * 2);
        for (KeySpec spec : keys) {
            byAnyName.put(spec.name(), spec);
            spec.aliases().forEach(alias -> byAnyName.put(alias, spec));
        }
    }

    String name() {
        return name;
    }

    List<KeySpec> keys() {
        return keys;
    }

    /** The key of this name or alias, or the family it is of; null when there is none. */
    @Nullable
    KeySpec find(String key) {
        KeySpec spec = byAnyName.get(key);
        return spec != null
                ? spec
                : families.stream()
                        .filter(family -> family.includes(key))
                        .findFirst()
                        .orElse(null);
    }

    /** The known name nearest to a mistyped one; null when none is near. */
    @Nullable
    String nearest(String key) {
        return EditDistance.nearest(key, byAnyName.keySet().stream().sorted().toList());
    }
}
