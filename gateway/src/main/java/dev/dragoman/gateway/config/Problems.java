package dev.dragoman.gateway.config;

import java.util.ArrayList;
import java.util.List;

/** Collects all problems of a configuration, so that they are told at once. Not thread-safe. */
public final class Problems {

    private final List<Problem> all = new ArrayList<>();

    /** Notes something that stops the start. */
    public void error(Location location, String message) {
        all.add(new Problem(Problem.Severity.ERROR, location, message));
    }

    /** Notes something that deserves a look. */
    public void warning(Location location, String message) {
        all.add(new Problem(Problem.Severity.WARNING, location, message));
    }

    /** What stops the start. */
    public List<Problem> errors() {
        return of(Problem.Severity.ERROR);
    }

    /** What deserves a look. */
    public List<Problem> warnings() {
        return of(Problem.Severity.WARNING);
    }

    /** Stops when there is an error. */
    public void throwIfErrors() {
        if (!errors().isEmpty()) {
            throw new ConfigException(all);
        }
    }

    private List<Problem> of(Problem.Severity severity) {
        return all.stream().filter(problem -> problem.severity() == severity).toList();
    }
}
