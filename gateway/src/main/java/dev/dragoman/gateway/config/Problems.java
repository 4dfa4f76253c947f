package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.Problem.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects all problems of a configuration, so that they are told at once. Not thread-safe. */
public final class Problems {

    private final List<Problem> all = new ArrayList<>();

    /** Notes something that stops the start. */
    public void error(Location location, String message) {
        error(location, "", message, "");
    }

    void error(Location location, String key, String found, String expected) {
        all.add(new Problem(Severity.ERROR, location, key, found, expected));
    }

    void warning(Location location, String key, String found, String expected) {
        all.add(new Problem(Severity.WARNING, location, key, found, expected));
    }

    /** Everything, in the order it was noted. */
    public List<Problem> all() {
        return List.copyOf(all);
    }

    /** Everything as a reader of these files meets it: by file and line. */
    List<Problem> inOrderOf(List<Path> files) {
        List<String> names = files.stream().map(Path::toString).toList();
        Comparator<Problem> byFile = Comparator.comparingInt(
                problem -> names.indexOf(problem.location().file()));
        return all.stream()
                .sorted(byFile.thenComparingInt(problem -> problem.location().line()))
                .toList();
    }

    /** Whether anything stops the start. */
    public boolean hasErrors() {
        return all.stream().anyMatch(Problem::isError);
    }

    /** Stops when there is an error. */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new ConfigException(all);
        }
    }

    /** Notes what another collection holds, its errors as warnings that say what becomes of them. */
    void addAsWarnings(Problems others, String consequence) {
        for (Problem problem : others.all) {
            String expected = problem.isError() ? problem.expected() + "; " + consequence : problem.expected();
            warning(problem.location(), problem.key(), problem.found(), expected);
        }
    }

    void addAll(Problems others) {
        all.addAll(others.all);
    }
}
