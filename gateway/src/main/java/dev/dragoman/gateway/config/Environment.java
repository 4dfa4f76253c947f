package dev.dragoman.gateway.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Environment variables, by name. An empty variable counts as absent. Immutable. */
public final class Environment {

    private final Map<String, String> variables;

    private Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The variables of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /** Exactly these variables. */
    public static Environment of(Map<String, String> variables) {
        return new Environment(Map.copyOf(variables));
    }

    /** The variable's value; null when it is not set or empty. */
    public @Nullable String get(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The value of the first of these variables that is set; null when none is. */
    public @Nullable String first(Iterable<String> names) {
        for (String name : names) {
            String value = get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** These variables with others on top. */
    public Environment overlay(Map<String, String> others) {
        Map<String, String> merged = new HashMap<>(variables);
        merged.putAll(others);
        return new Environment(Map.copyOf(merged));
    }
}
