package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Says once about each key that is known, and not acted on yet, that nothing will come of it. Confined to one thread. */
final class PendingKeys {

    private static final String FOUND = "known, but not acted on yet";

    private final Set<String> told = new HashSet<>();

    /** Warns of the key, unless its value asks for nothing. */
    void report(KeySection section, KeySpec spec, Object value, String path, Location at, Problems problems) {
        if (spec.standing() == KeySpec.Standing.PENDING
                && !asksForNothing(spec, value)
                && told.add(section.name() + " " + spec.name())) {
            problems.warning(at, path, FOUND, "");
        }
    }

    private static boolean asksForNothing(KeySpec spec, Object value) {
        return isEmpty(value)
                || value.equals(false) && spec.fallback().isEmpty()
                || value.equals(spec.type().value(Scalar.of(spec.fallback(), Location.whole("default"))));
    }

    private static boolean isEmpty(Object value) {
        return switch (value) {
            case Collection<?> items -> items.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case JsonArray array -> array.isEmpty();
            case JsonObject object -> object.isEmpty();
            default -> false;
        };
    }
}
