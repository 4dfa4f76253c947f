package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks whether the files that settings name can be read, since the gateway could not start without them. */
record NamedFiles(Problems problems) {

    private static final Location ENVIRONMENT = Location.whole("environment variables");

    /**
     * Tells a file that cannot be read.
     *
     * @param path of the map
     * @param mapping where the key may stand
     * @param value what the key means; checked when it is a path
     */
    void check(String path, @Nullable Mapping mapping, String key, @Nullable Object value) {
        check(path, mapping, key, value, "a file that can be read, in PEM form");
    }

    /** Tells a file that cannot be read, and what is expected of it. */
    void check(String path, @Nullable Mapping mapping, String key, @Nullable Object value, String expected) {
        if (value instanceof Path file && !(Files.isRegularFile(file) && Files.isReadable(file))) {
            ConfigNode node = mapping == null ? null : mapping.get(key);
            Location at = node == null ? ENVIRONMENT : node.location();
            problems.error(at, path + "." + key, "\"" + file + "\"", expected);
        }
    }
}
