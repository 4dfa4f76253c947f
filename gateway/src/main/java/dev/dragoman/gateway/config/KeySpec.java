package dev.dragoman.gateway.config;

import java.util.List;

/**
 * What is known of one key.
 *
 * @param name its name; the common beginning and a star when there are several
 * @param aliases other names that are understood
 * @param type the values it takes
 * @param fallback the default, for people; empty for none
 * @param variable the environment variable that counts when the key is absent; empty for none
 * @param standing what the gateway does about it today
 * @param meaning what it does, in a sentence
 */
record KeySpec(
        String name,
        List<String> aliases,
        KeyType type,
        String fallback,
        String variable,
        Standing standing,
        String meaning) {

    /** What the gateway does about a key. */
    enum Standing {
        /** It acts on it. */
        ACTED("acted on"),
        /** Nothing, since nothing is needed for what the key asks, or the key is only told back. */
        NEEDLESS("not needed"),
        /** It knows it, and does not act on it yet. */
        PENDING("not yet");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        /** For people. */
        String words() {
            return words;
        }
    }

    KeySpec {
        aliases = List.copyOf(aliases);
    }

    /** Whether the gateway acts on it today. */
    boolean acted() {
        return standing == Standing.ACTED;
    }

    /** Whether it stands for all keys of a common beginning. */
    boolean isFamily() {
        return name.endsWith("*");
    }

    /** Whether the key is of this family. */
    boolean includes(String key) {
        return isFamily() && key.startsWith(name.substring(0, name.length() - 1));
    }
}
