package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import org.jspecify.annotations.Nullable;

/** Paths of keys as problem texts show them, such as {@code model_list[0](chat).litellm_params.model}. */
final class KeyPath {

    private KeyPath() {}

    static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** An item of a list, with its name when it has one. */
    static String item(String path, int index, ConfigNode item) {
        String name = item instanceof Mapping mapping ? name(mapping) : null;
        return path + "[" + index + "]" + (name == null ? "" : "(" + name + ")");
    }

    private static @Nullable String name(Mapping mapping) {
        String name = mapping.text("model_name");
        return name != null ? name : mapping.text("credential_name");
    }
}
