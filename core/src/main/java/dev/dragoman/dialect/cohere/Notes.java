package dev.dragoman.dialect.cohere;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Parameters of a request that were left out because there is no word for them. Not thread-safe. */
final class Notes {

    private final Set<String> unsupported = new LinkedHashSet<>();

    /** Notes that the parameter has no word here. */
    void unsupported(String parameter) {
        unsupported.add(parameter);
    }

    /** Notes it when it asks for something. */
    void unsupported(String parameter, boolean asked) {
        if (asked) {
            unsupported.add(parameter);
        }
    }

    List<String> unsupported() {
        return List.copyOf(unsupported);
    }
}
