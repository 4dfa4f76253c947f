package dev.dragoman.catalog;

import dev.dragoman.model.ModelTraits.Ability;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Abilities in the catalogue's spelling: lower case, separated by commas. */
final class AbilityNames {

    private static final Map<String, Ability> BY_NAME = new HashMap<>();

    static {
        for (Ability ability : Ability.values()) {
            BY_NAME.put(ability.name().toLowerCase(Locale.ROOT), ability);
        }
    }

    private AbilityNames() {}

    static Set<Ability> read(String cell) {
        Set<Ability> abilities = EnumSet.noneOf(Ability.class);
        int from = 0;
        while (from < cell.length()) {
            int comma = cell.indexOf(',', from);
            int end = comma < 0 ? cell.length() : comma;
            add(cell.substring(from, end), abilities);
            from = end + 1;
        }
        return abilities;
    }

    private static void add(String name, Set<Ability> abilities) {
        Ability ability = BY_NAME.get(name);
        if (ability == null) {
            throw new IllegalStateException("ability \"" + name + "\" (expected: one of " + BY_NAME.keySet() + ")");
        }
        abilities.add(ability);
    }
}
