package dev.dragoman.gateway.config;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the secrets that a configuration refers to from where they are kept. Asked by one thread at a time. */
public interface SecretSource {

    /** Has nothing. */
    SecretSource NONE = new SecretSource() {
        @Override
        public Secrets read(@Nullable SecretSettings settings, Environment environment, Set<String> names) {
            return Secrets.NONE;
        }

        @Override
        public boolean haveChanged() {
            return false;
        }
    };

    /**
     * Looks names up, within a bounded time.
     *
     * @param settings where secrets are kept; null when there is no such place
     * @param environment how the place is reached
     * @param names what is referred to, such as {@code OPENAI_API_KEY} or {@code oidc/google/audience}
     */
    Secrets read(@Nullable SecretSettings settings, Environment environment, Set<String> names);

    /** Asks anew for what was read long ago; whether something else came of it. A place that fails changes nothing. */
    boolean haveChanged();

    /**
     * What was found.
     *
     * @param values by name
     * @param troubles why a name has no value, where more is known than that it is nowhere
     * @param mistake why the place cannot be used at all; null when it can
     */
    record Secrets(
            Map<String, String> values,
            Map<String, String> troubles,
            @Nullable String mistake) {

        /** Nothing. */
        public static final Secrets NONE = new Secrets(Map.of(), Map.of(), null);

        public Secrets {
            values = Map.copyOf(values);
            troubles = Map.copyOf(troubles);
        }

        /** The names only. */
        @Override
        public String toString() {
            return "Secrets" + values.keySet();
        }
    }
}
