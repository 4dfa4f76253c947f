package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file with everything it includes. Every reading starts anew. Thread-safe.
 *
 * @param path the file
 * @param environment the variables that {@code os.environ/NAME} and single settings are taken from
 */
public record ConfigFile(Path path, Environment environment) {

    private static final String VARIABLES = "environment_variables";

    /** Reads the file; all mistakes are told at once. */
    public ConfigReading read() {
        Problems problems = new Problems();
        SourceFiles files = new SourceFiles(problems);
        Mapping root = new Includes(files, problems).load(path, Location.whole(path.toString()));
        Settings settings = root == null ? null : settings(root, problems);
        return settings == null
                ? new ConfigReading.Refused(problems.all(), files.fingerprints())
                : new ConfigReading.Accepted(settings, problems.all(), files.fingerprints());
    }

    /**
     * Reads the file.
     *
     * @throws ConfigException when it has errors
     */
    public ConfigReading.Accepted readOrThrow() {
        return switch (read()) {
            case ConfigReading.Accepted accepted -> accepted;
            case ConfigReading.Refused refused -> throw new ConfigException(refused.problems());
        };
    }

    private @Nullable Settings settings(Mapping root, Problems problems) {
        Environment all = environment.overlay(exported(root, problems));
        Mapping resolved = new Variables(all, problems).resolve("", root.without(java.util.List.of(VARIABLES)));
        return SettingsReader.read(resolved, all, problems);
    }

    private Map<String, String> exported(Mapping root, Problems problems) {
        Map<String, String> exported = new HashMap<>();
        ConfigNode node = root.get(VARIABLES);
        if (node instanceof Mapping variables) {
            Mapping resolved = new Variables(environment, problems).resolve(VARIABLES, variables);
            resolved.entries().forEach((name, entry) -> {
                if (entry.value() instanceof Scalar scalar) {
                    exported.put(name, scalar.value() == null ? "" : scalar.text());
                } else {
                    problems.error(
                            entry.location(),
                            VARIABLES + "." + name,
                            entry.value().kind(),
                            "text");
                }
            });
        } else if (node != null) {
            problems.error(node.location(), VARIABLES, node.kind(), "a map of names and values");
        }
        return exported;
    }
}
