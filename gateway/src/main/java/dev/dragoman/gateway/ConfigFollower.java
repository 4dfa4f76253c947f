package dev.dragoman.gateway;

import dev.dragoman.gateway.config.ConfigLoader.Loaded;
import dev.dragoman.gateway.config.ConfigWatcher;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.ModelCheck;
import dev.dragoman.gateway.config.Problem;
import dev.dragoman.gateway.config.SecretSource;
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
    private volatile @Nullable ConfigWatcher watcher;

    /**
     * A follower of no file yet.
     *
     * @param tables makes the table of models of a configuration
     * @param inForce takes the table that is in force from now on
     * @param ended whether the gateway is at its end
     */
    ConfigFollower(
            Function<Loaded, ModelTable> tables,
            Consumer<ModelTable> inForce,
            InstantSource clock,
            BooleanSupplier ended) {
        this.tables = tables;
        this.inForce = inForce;
        this.clock = clock;
        this.ended = ended;
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

    private void apply(Loaded loaded) {
        ModelTable table = tables.apply(loaded);
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
