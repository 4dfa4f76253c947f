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
 * @param acted whether the gateway acts on it today; otherwise it is accepted
 * @param meaning what it does, in a sentence
 */
record KeySpec(
        String name,
        List<String> aliases,
        KeyType type,
        String fallback,
        String variable,
        boolean acted,
        String meaning) {

    KeySpec {
        aliases = List.copyOf(aliases);
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
