package dev.dragoman.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a configuration file, or a file that it includes, has changed, and loads it anew. Looks at contents, so that
 * files behind links that are swapped are noticed too. A new configuration that cannot be used changes nothing.
 */
public final class ConfigWatcher {

    private final Path file;
    private final Environment process;
    private final InstantSource clock;
    private final Consumer<ConfigLoader.Loaded> listener;
    private Map<Path, Integer> seen;
    private volatile @Nullable Failure lastFailure;

    /**
     * A watcher of a configuration that was loaded before.
     *
     * @param listener takes a new configuration; may refuse it with a {@link ConfigException}
     */
    public ConfigWatcher(
            Path file,
            List<Path> files,
            Environment process,
            InstantSource clock,
            Consumer<ConfigLoader.Loaded> listener) {
        this.file = file;
        this.process = process;
        this.clock = clock;
        this.listener = listener;
        this.seen = contents(files);
    }

    /** A new configuration that could not be used. */
    public record Failure(Instant time, List<Problem> problems) {}

    /** Why the newest configuration is not the one in use; null when it is. */
    public @Nullable Failure lastFailure() {
        return lastFailure;
    }

    /** Looks once. Must not be called by two threads at once. */
    public void look() {
        Map<Path, Integer> now = contents(List.copyOf(seen.keySet()));
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            ConfigLoader.Loaded loaded = ConfigLoader.load(file, process);
            listener.accept(loaded);
            seen = contents(loaded.files());
            lastFailure = null;
        } catch (ConfigException broken) {
            lastFailure = new Failure(clock.instant(), broken.problems());
        }
    }

    private static Map<Path, Integer> contents(List<Path> files) {
        Map<Path, Integer> contents = new HashMap<>();
        for (Path path : files) {
            contents.put(path, content(path));
        }
        return contents;
    }

    private static int content(Path path) {
        try {
            return Arrays.hashCode(Files.readAllBytes(path));
        } catch (IOException gone) {
            // A file that is away for a moment, as while it is replaced, differs from every content.
            return 0;
        }
    }
}
