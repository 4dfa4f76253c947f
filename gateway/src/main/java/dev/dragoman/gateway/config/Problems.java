package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.Problem.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects all mistakes of a configuration, so that they are told at once. Confined to one thread. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();
    private boolean errors;

    void error(Location location, String key, String found, String expected) {
        add(new Problem(Severity.ERROR, location, key, found, expected));
    }

    void warning(Location location, String key, String found, String expected) {
        add(new Problem(Severity.WARNING, location, key, found, expected));
    }

    private void add(Problem problem) {
        errors |= problem.isError();
        found.add(problem);
    }

    boolean hasErrors() {
        return errors;
    }

    List<Problem> all() {
        return List.copyOf(found);
    }
}
