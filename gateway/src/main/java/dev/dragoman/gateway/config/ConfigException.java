package dev.dragoman.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; tells all its problems. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** An exception that tells these problems, one a line. */
    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, warnings included. */
    public List<Problem> problems() {
        return problems;
    }
}
