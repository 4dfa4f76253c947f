package dev.dragoman.gateway;

import dev.dragoman.gateway.config.ConfigLoader.Loaded;
import dev.dragoman.gateway.config.ConfigWatcher;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.ModelCheck;
import dev.dragoman.gateway.config.Problem;
import dev.dragoman.gateway.config.SecretSource;
import dev.dragoman.gateway.config.StoredObjects;
import dev.dragoman.gateway.deployment.ModelTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts changes of the configuration file in force while the gateway runs, and tells why one cannot be used. */
final class ConfigFollower {

    private static final System.Logger LOG = System.getLogger(ConfigFollower.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Function<Loaded, ModelTable> tables;
    private final Consumer<ModelTable> inForce;
    private final InstantSource clock;
    private final BooleanSupplier ended;
    private final ModelCheck check;
    private volatile @Nullable ConfigWatcher watcher;
    private volatile @Nullable Loaded base;
    private volatile List<Problem> storedProblems = List.of();
    private StoredObjects stored = StoredObjects.NONE;

    /**
     * A follower of no file yet.
     *
     * @param tables makes the table of models of a configuration
     * @param inForce takes the table that is in force from now on
     * @param ended whether the gateway is at its end
     * @param check knows whether a deployment of the database can work
     */
    ConfigFollower(
            Function<Loaded, ModelTable> tables,
            Consumer<ModelTable> inForce,
            InstantSource clock,
            BooleanSupplier ended,
            ModelCheck check) {
        this.tables = tables;
        this.inForce = inForce;
        this.clock = clock;
        this.ended = ended;
        this.check = check;
    }

    /** The configuration that the gateway starts with. */
    void begin(Loaded loaded) {
        base = loaded;
    }

    /** Puts what the database holds in force, beside what is in the file. */
    synchronized void stored(StoredObjects objects) {
        stored = objects;
        Loaded loaded = base;
        if (loaded != null) {
            inForce.accept(combined(loaded));
        }
    }

    /** Everything that keeps a model from being kept in the database. */
    List<Problem> problems(StoredObjects.Model model, List<StoredObjects.Credential> credentials) {
        Loaded loaded = base;
        return loaded == null ? List.of() : loaded.problems(model, credentials, check);
    }

    /** What of the database is left out, and why. */
    List<Problem> storedProblems() {
        return storedProblems;
    }

    private ModelTable combined(Loaded loaded) {
        Loaded whole = loaded.with(stored, check);
        ModelTable table = tables.apply(whole);
        List<Problem> found = whole.warnings();
        if (!found.equals(storedProblems)) {
            found.forEach(problem -> LOG.log(System.Logger.Level.WARNING, problem.toString()));
        }
        storedProblems = found;
        return table;
    }

    /** Follows the file from now on, on a thread of its own. */
    void follow(Path file, Loaded loaded, Environment process, ModelCheck check, SecretSource secrets) {
        ConfigWatcher made = new ConfigWatcher(file, loaded, process, check, secrets, clock, this::apply);
        watcher = made;
        Thread.ofVirtual().name("config-watcher").start(() -> watchOn(made));
    }

    /** Why the newest configuration is not the one in force; null when it is. */
    ConfigWatcher.@Nullable Failure lastFailure() {
        ConfigWatcher watching = watcher;
        return watching == null ? null : watching.lastFailure();
    }

    /** The problems, one a line. */
    static String text(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    private synchronized void apply(Loaded loaded) {
        ModelTable table = combined(loaded);
        base = loaded;
        inForce.accept(table);
        loaded.warnings().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning.toString()));
        LOG.log(
                System.Logger.Level.INFO,
                "new configuration applied: {0} models",
                table.names().size());
    }

    private void watchOn(ConfigWatcher watching) {
        ConfigWatcher.@Nullable Failure told = null;
        while (!ended.getAsBoolean()) {
            watching.look();
            ConfigWatcher.Failure failure = watching.lastFailure();
            if (failure != null && !failure.equals(told)) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "the new configuration cannot be used, the old one stays:\n{0}",
                        text(failure.problems()));
            }
            told = failure;
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
