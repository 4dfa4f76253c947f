package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Loads a configuration: includes, environment, references, then the typed settings. */
public final class ConfigLoader {

    private ConfigLoader() {}

    /**
     * A configuration that can be used.
     *
     * @param settings what the operator decided
     * @param environment the process environment with the file's own variables on top
     * @param warnings what deserves a look
     * @param files all files that were read
     */
    public record Loaded(Settings settings, Environment environment, List<Problem> warnings, List<Path> files) {}

    /**
     * Loads a file.
     *
     * @throws ConfigException telling everything that is wrong
     */
    public static Loaded load(Path file, Environment process) {
        Includes includes = new Includes();
        Mapping root = includes.read(file);
        Environment environment = process.with(exported(root, process));
        Problems problems = new Problems();
        Mapping resolved = new References(environment, problems).resolved(root, "");
        Settings settings = new SettingsReader(resolved, problems).read();
        problems.throwIfErrors();
        return new Loaded(settings, environment, problems.warnings(), includes.files());
    }

    /** The settings without a file: a wildcard model per provider whose key is known, and an echo. */
    public static Loaded embedded(Environment environment) {
        return new Loaded(EmbeddedSettings.of(environment), environment, List.of(), List.of());
    }

    private static Map<String, String> exported(Mapping root, Environment process) {
        Map<String, String> exported = new HashMap<>();
        if (root.get("environment_variables") instanceof Mapping variables) {
            Mapping resolved = new References(process, new Problems()).resolved(variables, "environment_variables");
            resolved.members().forEach((name, node) -> {
                if (node instanceof Scalar scalar) {
                    exported.put(name, scalar.value().toString());
                }
            });
        }
        return exported;
    }
}
