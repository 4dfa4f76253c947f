package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigLoader.Loaded;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration file with everything it includes. Every reading starts anew.
 *
 * @param path the file
 * @param process the environment variables of the process
 * @param check knows whether a deployment can work
 * @param secrets reads what the file refers to
 */
record ConfigFile(Path path, Environment process, ModelCheck check, SecretSource secrets) {

    private static final String VARIABLES = "environment_variables";

    /** What came of reading the file, and what its sources held. */
    sealed interface Reading {

        Map<Path, Fingerprint> sources();

        /** A configuration that can be used. */
        record Accepted(Loaded loaded, Map<Path, Fingerprint> sources) implements Reading {}

        /** Mistakes, at least one of them an error. */
        record Refused(List<Problem> problems, Map<Path, Fingerprint> sources) implements Reading {}
    }

    Reading read() {
        Problems problems = new Problems();
        SourceFiles files = new SourceFiles(problems);
        Mapping root = new Includes(files, problems).load(path, Location.whole(path.toString()));
        SecretLookup.Known known = root == null ? null : known(root, problems);
        Mapping resolved = root == null || known == null ? null : resolved(root, known, problems);
        Settings settings = resolved == null || known == null
                ? null
                : SettingsReader.read(resolved, known.environment(), check, problems, StoredReading.NONE);
        Map<Path, Fingerprint> sources = files.fingerprints();
        List<Problem> all = problems.inOrderOf(List.copyOf(sources.keySet()));
        if (known == null || resolved == null || settings == null || problems.hasErrors()) {
            return new Reading.Refused(all, sources);
        }
        ConfigSource source = new ConfigSource(resolved, check);
        return new Reading.Accepted(new Loaded(settings, known.environment(), all, sources, source), sources);
    }

    /** What references stand for. Variables of the file may tell how secrets are reached, and be secrets themselves. */
    private SecretLookup.Known known(Mapping root, Problems problems) {
        SecretLookup.Known outside = new SecretLookup.Known(process, SecretSource.Secrets.NONE, null);
        Environment told = process.with(exported(root, outside, new Problems()));
        SecretLookup.Known found = new SecretLookup(root, problems).in(secrets, told);
        SecretLookup.Known before = found.in(process.with(found.named()));
        return found.in(process.with(exported(root, before, problems)).with(found.named()));
    }

    private static Mapping resolved(Mapping root, SecretLookup.Known known, Problems problems) {
        return new Variables(known, problems).resolve("", root.without(List.of(VARIABLES)));
    }

    private static Map<String, String> exported(Mapping root, SecretLookup.Known known, Problems problems) {
        ConfigNode node = root.get(VARIABLES);
        if (node instanceof Mapping variables) {
            return exported(
                    new Variables(known, problems).resolve(VARIABLES, variables).entries(), problems);
        }
        if (node != null) {
            problems.error(node.location(), VARIABLES, node.kind(), "a map of names and values");
        }
        return Map.of();
    }

    private static Map<String, String> exported(Map<String, ConfigNode.Entry> variables, Problems problems) {
        Map<String, String> exported = new HashMap<>();
        variables.forEach((name, entry) -> {
            if (entry.value() instanceof Scalar scalar) {
                exported.put(name, scalar.value() == null ? "" : scalar.text());
            } else {
                problems.error(
                        entry.location(), VARIABLES + "." + name, entry.value().kind(), "text");
            }
        });
        return exported;
    }
}
