package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigLoader.Loaded;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a configuration file, or a file that it includes, has changed, and loads it anew; also when links are
 * swapped, as Kubernetes does with mounted files, and when a secret that it refers to has changed. A new configuration that cannot be used changes nothing. One thread
 * looks, any may ask.
 */
public final class ConfigWatcher {

    /** A file that changed so recently may be half written. */
    private static final Duration SETTLED = Duration.ofMillis(200);

    private final ConfigFile file;
    private final SecretSource secrets;
    private final InstantSource clock;
    private final Consumer<Loaded> listener;
    private final Map<Path, FileStamp> stamps = new HashMap<>();
    private Map<Path, Fingerprint> known;
    private volatile @Nullable Failure lastFailure;

    /**
     * A watcher of a configuration that was loaded before.
     *
     * @param loaded the configuration in use
     * @param check knows whether a deployment can work
     * @param secrets reads what the file refers to
     * @param listener takes a new configuration; may refuse it with an exception
     */
    public ConfigWatcher(
            Path file,
            Loaded loaded,
            Environment process,
            ModelCheck check,
            SecretSource secrets,
            InstantSource clock,
            Consumer<Loaded> listener) {
        this.file = new ConfigFile(file, process, check, secrets);
        this.secrets = secrets;
        this.clock = clock;
        this.listener = listener;
        this.known = loaded.sources();
    }

    /** A new configuration that could not be used. */
    public record Failure(Instant time, List<Problem> problems) {

        public Failure {
            problems = List.copyOf(problems);
        }
    }

    /** Why the newest configuration is not the one in use; null when it is. */
    public @Nullable Failure lastFailure() {
        return lastFailure;
    }

    /** Looks once. Must not be called by two threads at once. */
    public void look() {
        if (hasChanged() || secrets.haveChanged()) {
            reload();
        }
    }

    private boolean hasChanged() {
        boolean changed = false;
        for (Map.Entry<Path, Fingerprint> source : known.entrySet()) {
            FileStamp stamp = FileStamp.of(source.getKey());
            if (!stamp.equals(FileStamp.UNREADABLE) && !stamp.equals(stamps.get(source.getKey()))) {
                if (!stamp.isOlderThan(SETTLED, clock.instant())) {
                    return false;
                }
                changed |= !Fingerprint.of(source.getKey()).equals(source.getValue());
                stamps.put(source.getKey(), stamp);
            }
        }
        return changed;
    }

    private void reload() {
        ConfigFile.Reading reading = file.read();
        known = reading.sources();
        stamps.clear();
        switch (reading) {
            case ConfigFile.Reading.Accepted accepted -> apply(accepted.loaded());
            case ConfigFile.Reading.Refused refused -> fail(refused.problems());
        }
    }

    private void apply(Loaded loaded) {
        try {
            listener.accept(loaded);
            lastFailure = null;
        } catch (ConfigException refused) {
            fail(refused.problems());
        } catch (RuntimeException failed) {
            // The watch must go on: the operator's next change may be the remedy.
            Location whole = Location.whole(file.path().toString());
            fail(List.of(new Problem(Problem.Severity.ERROR, whole, "", "cannot be applied: " + failed, "")));
        }
    }

    private void fail(List<Problem> problems) {
        lastFailure = new Failure(clock.instant(), problems);
    }
}
