package dev.dragoman.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; tells all mistakes at once. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    ConfigException(List<Problem> problems) {
        super(problems.stream()
                .filter(Problem::isError)
                .map(Problem::toString)
                .collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** Errors and warnings, in the order they were found. */
    public List<Problem> problems() {
        return problems;
    }
}
