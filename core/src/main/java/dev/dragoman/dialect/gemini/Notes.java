package dev.dragoman.dialect.gemini;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The caller's parameters that have no words here, in OpenAI's spelling. Not thread-safe. */
final class Notes {

    private final Set<String> unsupported = new LinkedHashSet<>();

    void unsupported(String parameter) {
        unsupported.add(parameter);
    }

    List<String> unsupported() {
        return List.copyOf(unsupported);
    }
}
