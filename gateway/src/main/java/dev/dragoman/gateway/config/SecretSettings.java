package dev.dragoman.gateway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where secrets are kept.
 *
 * @param system the kind of place
 * @param read whether secrets are read from there
 * @param hosted the only names that are looked up there; null for all
 * @param primary the one secret that holds all names as a JSON object; null when each has its own
 * @param customClass the class that reads them, for {@link SecretSystem#CUSTOM}; null when it is not said
 * @param customCode where that class is looked for beside the class path: a jar, or a folder of jars; null for nowhere
 * @param aws how AWS is reached, by the names of its settings
 * @param copies what becomes of virtual keys
 * @param trust which certificates of the place are believed
 */
public record SecretSettings(
        SecretSystem system,
        boolean read,
        @Nullable List<String> hosted,
        @Nullable String primary,
        @Nullable String customClass,
        @Nullable Path customCode,
        Map<String, String> aws,
        Copies copies,
        Trust trust) {

    public SecretSettings {
        hosted = hosted == null ? null : List.copyOf(hosted);
        aws = Map.copyOf(aws);
    }

    /** Whether a secret of that name is looked up there. */
    public boolean hosts(String name) {
        return read && system != SecretSystem.LOCAL && (hosted == null || hosted.contains(name));
    }

    /**
     * Copies of virtual keys.
     *
     * @param on whether there are any
     * @param prefix what their names begin with; ends with a slash, or is empty
     * @param description what is written beside them; null for nothing
     * @param tags what they are marked with
     */
    public record Copies(
            boolean on, String prefix, @Nullable String description, Map<String, String> tags) {

        public Copies {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * Which certificates are believed.
     *
     * @param checked false for every certificate
     * @param authorities a PEM file of authorities; null for those of the platform
     */
    public record Trust(boolean checked, @Nullable Path authorities) {}

    /** The kind only: settings may hold secrets. */
    @Override
    public String toString() {
        return system.word();
    }
}
