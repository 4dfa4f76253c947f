package dev.dragoman.gateway.config;

import java.nio.file.Path;
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
     * @param sources all files that were read, with what they held
     * @param source what the settings were read from
     */
    public record Loaded(
            Settings settings,
            Environment environment,
            List<Problem> warnings,
            Map<Path, Fingerprint> sources,
            ConfigSource source) {

        public Loaded {
            warnings = List.copyOf(warnings);
            sources = Map.copyOf(sources);
        }

        /**
         * The same with what the database holds; the warnings tell what of that is left out.
         *
         * @param check knows whether a deployment of the database can work
         * @throws ConfigException when the file cannot be used beside it
         */
        public Loaded with(StoredObjects stored, ModelCheck check) {
            return source.with(this, stored, check);
        }

        /** Everything that keeps a model from being kept in the database, beside those credentials. */
        public List<Problem> problems(
                StoredObjects.Model model, List<StoredObjects.Credential> credentials, ModelCheck check) {
            return source.problems(this, model, credentials, check);
        }
    }

    /**
     * Loads a file.
     *
     * @param check knows whether a deployment can work
     * @throws ConfigException telling everything that is wrong
     */
    public static Loaded load(Path file, Environment process, ModelCheck check) {
        return load(file, process, check, SecretSource.NONE);
    }

    /**
     * Loads a file that may refer to secrets that are kept elsewhere.
     *
     * @param check knows whether a deployment can work
     * @param secrets reads what the file refers to
     * @throws ConfigException telling everything that is wrong
     */
    public static Loaded load(Path file, Environment process, ModelCheck check, SecretSource secrets) {
        return switch (new ConfigFile(file, process, check, secrets).read()) {
            case ConfigFile.Reading.Accepted accepted -> accepted.loaded();
            case ConfigFile.Reading.Refused refused -> throw new ConfigException(refused.problems());
        };
    }

    /**
     * The settings without a file: a wildcard model per provider whose key is known, and an echo.
     *
     * @throws ConfigException telling which environment variables are wrong
     */
    public static Loaded embedded(Environment environment) {
        Problems problems = new Problems();
        ConfigNode.Mapping root = EmbeddedModels.root(environment);
        Settings settings = SettingsReader.read(root, environment, ModelCheck.NONE, problems, StoredReading.NONE);
        problems.throwIfErrors();
        ConfigSource source = new ConfigSource(root, ModelCheck.NONE);
        return new Loaded(settings, environment, problems.all(), Map.of(), source);
    }
}
