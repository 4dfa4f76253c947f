package dev.dragoman.provider.compatible;

import java.util.List;
import java.util.Locale;

/**
 * The models that a rule is for.
 *
 * @param fragments what their names contain, in lower case; empty for all models
 * @param excluded whether the rule is for all other models instead
 */
record Scope(List<String> fragments, boolean excluded) {

    /** All models. */
    static final Scope ALL = new Scope(List.of(), false);

    Scope {
        fragments = List.copyOf(fragments);
    }

    boolean covers(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        return fragments.isEmpty() || fragments.stream().anyMatch(name::contains) != excluded;
    }
}
