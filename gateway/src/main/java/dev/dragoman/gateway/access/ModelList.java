package dev.dragoman.gateway.access;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The models that somebody may use: names, patterns such as {@code openai/*}, and groups of models. An empty list allows all.
 * Immutable.
 */
final class ModelList {

    /** Every model. */
    static final ModelList ALL = new ModelList(List.of());

    private static final String ANY = "all-proxy-models";
    private static final String TEAMS = "all-team-models";
    private static final String NONE = "no-default-models";

    private final List<String> entries;
    private final Set<String> names;
    private final List<String> patterns = new ArrayList<>(0);
    private final boolean open;

    private ModelList(List<String> entries) {
        this.entries = List.copyOf(entries);
        this.names = new HashSet<>(entries);
        for (String entry : entries) {
            if (entry.indexOf('*') >= 0) {
                patterns.add(entry);
            }
        }
        this.open = entries.isEmpty() || names.contains(ANY) || names.contains("*");
    }

    /** The list of a document; all models when there is none. */
    static ModelList of(@Nullable JsonArray models) {
        if (models == null || models.isEmpty()) {
            return ALL;
        }
        List<String> entries = new ArrayList<>();
        for (JsonValue entry : models) {
            if (entry instanceof JsonString text) {
                entries.add(text.value());
            }
        }
        return new ModelList(entries);
    }

    /** The entries as they were given. */
    List<String> entries() {
        return entries;
    }

    /** Whether no model is left out. */
    boolean isOpen() {
        return open;
    }

    /** Whether the list leaves the decision to the team's. */
    boolean isOfTheTeam() {
        return names.contains(TEAMS);
    }

    /** Whether the model may be used. */
    boolean allows(String model, ModelNames known) {
        if (open || names.contains(model)) {
            return true;
        }
        if (entries.size() == 1 && names.contains(NONE)) {
            return false;
        }
        return byPattern(model) || byGroup(model, known) || !patterns.isEmpty() && byProvider(model, known);
    }

    private boolean byPattern(String model) {
        for (String pattern : patterns) {
            if (matches(pattern, model)) {
                return true;
            }
        }
        return false;
    }

    private boolean byGroup(String model, ModelNames known) {
        for (String group : known.accessGroups(model)) {
            if (names.contains(group)) {
                return true;
            }
        }
        return false;
    }

    private boolean byProvider(String model, ModelNames known) {
        for (String qualified : known.qualified(model)) {
            if (byPattern(qualified)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name fits a pattern in which each star stands for any text. */
    static boolean matches(String pattern, String name) {
        int at = 0;
        int star = -1;
        int retried = 0;
        int place = 0;
        while (place < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                retried = place;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(place)) {
                at++;
                place++;
            } else if (star >= 0) {
                at = star + 1; // the last star takes one letter more; those before it need not be tried again
                place = ++retried;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
