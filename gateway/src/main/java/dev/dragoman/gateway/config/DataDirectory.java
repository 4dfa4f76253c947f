package dev.dragoman.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the gateway keeps its own files. */
public final class DataDirectory {

    private DataDirectory() {}

    /** The configured directory, else that of the environment, else one below the user's home. */
    public static Path of(Settings settings, Environment environment) {
        return of(settings.dragoman().dataDirectory(), environment.get("DRAGOMAN_DATA_DIR"), environment.get("HOME"));
    }

    private static Path of(@Nullable Path configured, @Nullable String told, @Nullable String home) {
        if (configured != null) {
            return configured;
        }
        return told != null ? Path.of(told) : Path.of(home == null ? "." : home, ".dragoman");
    }
}
