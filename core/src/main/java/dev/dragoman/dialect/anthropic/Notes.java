package dev.dragoman.dialect.anthropic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What must be told about a request beside its body: parameters left out and features to announce. Not thread-safe. */
final class Notes {

    private final Set<String> unsupported = new LinkedHashSet<>();
    private final Set<String> betas = new LinkedHashSet<>();

    /** Notes that the parameter has no word here. */
    void unsupported(String parameter) {
        unsupported.add(parameter);
    }

    /** Notes that the feature must be announced. */
    void beta(String flag) {
        betas.add(flag);
    }

    List<String> unsupported() {
        return List.copyOf(unsupported);
    }

    List<String> betas() {
        return List.copyOf(betas);
    }
}
