package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import dev.dragoman.gateway.config.SecretSource.Secrets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks up all that a configuration refers to, at once, before the references are followed. */
final class SecretLookup {

    /** Asked for also when nothing refers to it, if the file names no such key: LiteLLM does so too. */
    private static final String MASTER_KEY = "LITELLM_MASTER_KEY";

    private final Mapping root;
    private final Problems problems;

    SecretLookup(Mapping root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /**
     * What references stand for.
     *
     * @param environment environment variables, and secrets that count as such
     * @param secrets what was found
     * @param settings where secrets are kept; null when there is no such place
     */
    record Known(
            Environment environment,
            Secrets secrets,
            @Nullable SecretSettings settings) {

        /** The same in another environment. */
        Known in(Environment other) {
            return new Known(other, secrets, settings);
        }

        /** The secrets that count as variables. */
        Map<String, String> named() {
            Map<String, String> named = new HashMap<>(secrets.values());
            named.keySet().removeIf(Variables::isToken);
            return named;
        }

        /** Whether a reference to nothing stops the start. */
        boolean isStrict() {
            return settings != null && settings.read() && settings.system() != SecretSystem.LOCAL;
        }
    }

    /** Looks up. */
    Known in(SecretSource source, Environment environment) {
        SecretSettings settings = SecretSection.read(root, environment, problems);
        Set<String> names = new TreeSet<>();
        collect("", root, names);
        if (settings != null) {
            names.addAll(unnamed(settings));
        }
        Secrets secrets = source.read(settings, environment, names);
        if (secrets.mistake() != null) {
            problems.error(SecretSection.at(root), "general_settings.key_management_system", secrets.mistake(), "");
        }
        return new Known(environment, secrets, settings);
    }

    private Collection<String> unnamed(SecretSettings settings) {
        if (settings.hosted() != null) {
            return settings.hosted();
        }
        Mapping general = SectionReader.mapping(root, "general_settings");
        return general == null || general.get("master_key") == null ? Set.of(MASTER_KEY) : Set.of();
    }

    private static void collect(String path, ConfigNode node, Set<String> into) {
        switch (node) {
            case Scalar scalar -> {
                String name = Variables.reference(path, scalar);
                if (name != null) {
                    into.add(name);
                } else if (path.startsWith(PassThroughReader.LIST)) {
                    into.addAll(PassThroughReader.namesIn(scalar.text()));
                }
            }
            case Mapping mapping ->
                mapping.entries().forEach((key, entry) -> collect(KeyPath.child(path, key), entry.value(), into));
            case Sequence sequence -> sequence.items().forEach(item -> collect(path, item, into));
        }
    }
}
