package dev.dragoman.catalog;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits.Ability;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Abilities as fields of LiteLLM's price map, such as {@code supports_vision}. */
final class AbilityFields {

    private static final String NO = "NO_";
    private static final String EFFORT = "EFFORT_";

    private AbilityFields() {}

    static Set<Ability> read(JsonObject entry) {
        Set<Ability> abilities = EnumSet.noneOf(Ability.class);
        for (Ability ability : Ability.values()) {
            Boolean told = entry.bool(field(ability));
            if (told != null && told != isInability(ability)) {
                abilities.add(ability);
            }
        }
        return abilities;
    }

    static void write(Set<Ability> abilities, JsonObject.Builder into) {
        for (Ability ability : Ability.values()) {
            if (abilities.contains(ability)) {
                into.put(field(ability), !isInability(ability));
            }
        }
    }

    private static boolean isInability(Ability ability) {
        return ability.name().startsWith(NO);
    }

    private static String field(Ability ability) {
        String name = ability.name();
        if (name.startsWith(EFFORT)) {
            return "supports_" + name.substring(EFFORT.length()).toLowerCase(Locale.ROOT) + "_reasoning_effort";
        }
        String bare = name.startsWith(NO) ? name.substring(NO.length()) : name;
        return "supports_" + bare.toLowerCase(Locale.ROOT);
    }
}
