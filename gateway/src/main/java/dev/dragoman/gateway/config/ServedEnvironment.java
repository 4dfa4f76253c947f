package dev.dragoman.gateway.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kind of environment this process runs in, which decides on entries that count in some only.
 *
 * @param name null when it is not said, and every entry counts but those with conditions
 */
record ServedEnvironment(@Nullable String name) {

    static final String VARIABLE = "LITELLM_ENVIRONMENT";
    private static final List<String> NAMES = List.of("development", "staging", "production");

    static ServedEnvironment of(Environment environment, Problems problems) {
        String name = environment.get(VARIABLE);
        if (name != null && !NAMES.contains(name)) {
            Location at = Location.whole("environment variable " + VARIABLE);
            problems.error(at, "", "\"" + name + "\"", "one of " + String.join(", ", NAMES));
        }
        return new ServedEnvironment(name);
    }

    boolean serves(SectionValues info) {
        List<String> supported = info.texts("supported_environments");
        return supported.isEmpty() || (name != null && supported.contains(name));
    }
}
