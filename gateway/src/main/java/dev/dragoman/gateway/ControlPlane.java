package dev.dragoman.gateway;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.gateway.access.AccessStep;
import dev.dragoman.gateway.access.AddressGate;
import dev.dragoman.gateway.access.Customers;
import dev.dragoman.gateway.access.GrantDirectory;
import dev.dragoman.gateway.access.KeyAdmin;
import dev.dragoman.gateway.access.KeyRotation;
import dev.dragoman.gateway.access.KeyWatcher;
import dev.dragoman.gateway.access.ModelNames;
import dev.dragoman.gateway.access.Office;
import dev.dragoman.gateway.access.Outsiders;
import dev.dragoman.gateway.access.Passwords;
import dev.dragoman.gateway.access.RotationWatch;
import dev.dragoman.gateway.access.RoutePolicy;
import dev.dragoman.gateway.access.Tags;
import dev.dragoman.gateway.access.Totals;
import dev.dragoman.gateway.call.Callers;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.AccessSettings;
import dev.dragoman.gateway.config.BudgetWindows;
import dev.dragoman.gateway.config.DataDirectory;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.RotationTimes;
import dev.dragoman.gateway.config.Settings;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.JsonEndpoint;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.endpoint.Route;
import dev.dragoman.gateway.endpoint.RouteGuard;
import dev.dragoman.gateway.identity.KeyHolders;
import dev.dragoman.gateway.store.ChangeFeed;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.DatabaseAddress;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.gateway.store.WorkLease;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who may call, put together: the database, what is known of keys, and who works on requests about them. */
final class ControlPlane implements AutoCloseable {

    private final Database database;
    private final ChangeFeed feed;
    private final GrantDirectory directory;
    private final Supplier<AccessSettings> rules;
    private final Customers customers;
    private final Tags tags;
    private final Passwords passwords = new Passwords();
    private final Office office;
    private final KeyWatcher watcher;
    private final KeyAdmin keys;
    private final KeyRotation rotation;
    private final @Nullable Thread rotating;
    private final Dialect dialect;

    private ControlPlane(
            Database database,
            Supplier<AccessSettings> rules,
            Supplier<BudgetWindows> windows,
            RotationTimes times,
            Dialect dialect,
            ModelNames names,
            KeyWatcher watcher,
            InstantSource clock) {
        this.watcher = watcher;
        this.database = database;
        this.rules = rules;
        this.dialect = dialect;
        this.feed = new ChangeFeed(database, clock);
        this.directory = new GrantDirectory(database, () -> rules.get().believed(), clock);
        this.customers = new Customers(database, () -> rules.get().believed(), clock);
        this.tags = new Tags(database, () -> rules.get().believed(), clock);
        feed.follow(directory::changed);
        feed.follow(customers::changed);
        feed.follow(tags::changed);
        feed.whenReady(customers::load);
        feed.whenReady(tags::load);
        this.office = new Office(
                database,
                feed,
                rules,
                new Totals(windows, clock),
                (period, after) -> Objects.requireNonNull(windows.get().resetAt(period, after, after)),
                names,
                clock);
        this.keys = new KeyAdmin(office, watcher);
        this.rotation = new KeyRotation(office, keys, watcher, times.grace());
        feed.start();
        this.rotating = times.on() ? rotating(office, times) : null;
    }

    private Thread rotating(Office office, RotationTimes times) {
        WorkLease lease = new WorkLease("key-rotation", UUID.randomUUID().toString(), times.lock());
        return Thread.ofVirtual()
                .name("key-rotation")
                .start(new RotationWatch(office, rotation, watcher, lease, times.interval()));
    }

    /**
     * Opens the database and begins to work.
     *
     * @param rules those of the configuration in use
     * @param windows of budgets
     * @param dialect in which the control plane tells errors
     * @param names of the models on offer
     * @param watcher is told of keys
     */
    static ControlPlane open(
            Settings settings,
            Environment environment,
            Supplier<AccessSettings> rules,
            Supplier<BudgetWindows> windows,
            Dialect dialect,
            ModelNames names,
            KeyWatcher watcher,
            InstantSource clock) {
        DatabaseAddress address = address(settings, environment);
        return new ControlPlane(
                Database.open(address, settings.general().databaseConnections(), clock),
                rules,
                windows,
                RotationTimes.of(environment),
                dialect,
                names,
                watcher,
                clock);
    }

    /** The database of a configuration. */
    static DatabaseAddress address(Settings settings, Environment environment) {
        String configured = settings.general().databaseUrl();
        try {
            return configured == null ? file(settings, environment) : DatabaseAddress.of(configured);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException("general_settings.database_url: " + wrong.getMessage(), wrong);
        }
    }

    private static DatabaseAddress file(Settings settings, Environment environment) {
        Path directory = DataDirectory.of(settings, environment);
        try {
            Files.createDirectories(directory);
        } catch (IOException denied) {
            throw new UncheckedIOException("cannot keep a database in " + directory + ": set DATABASE_URL", denied);
        }
        return DatabaseAddress.file(directory.resolve("dragoman.db"));
    }

    /** What is known of end users and tags. */
    Outsiders outsiders(Supplier<SpendSettings> spend) {
        return new KnownOutsiders(customers, tags, spend);
    }

    /** Those who know callers, behind a gate that looks at addresses. */
    Callers gate(Callers callers) {
        return new AddressGate(callers, rules);
    }

    /** Who holds which key. */
    KeyHolders holders() {
        return directory::holder;
    }

    /** Who may take which route. */
    RouteGuard guard() {
        return new RoutePolicy(() -> rules.get().adminOnly());
    }

    /** The room in which callers are held to what they may use. */
    Step access(ModelNames names) {
        return new AccessStep(names, rules);
    }

    /** Its paths. */
    List<Route> routes() {
        return ControlRoutes.of(this);
    }

    /** The customers whom somebody made. */
    Customers customers() {
        return customers;
    }

    /** The tags that somebody made. */
    Tags tags() {
        return tags;
    }

    Office office() {
        return office;
    }

    KeyAdmin keys() {
        return keys;
    }

    KeyWatcher watcher() {
        return watcher;
    }

    /** What a team says of itself; null when there is no such team. */
    @Nullable
    JsonObject teamMetadata(String id) {
        StoredRecord team = database.read(session -> new Records(session).find(Table.TEAM, id));
        return team == null ? null : team.document().object("metadata");
    }

    Passwords passwords() {
        return passwords;
    }

    KeyRotation rotation() {
        return rotation;
    }

    /** An endpoint that answers with what is found or done. */
    Endpoint answering(Function<Request, ? extends JsonValue> work) {
        return new JsonEndpoint(dialect, request -> JsonEndpoint.Answer.ok(work.apply(request)));
    }

    /** Where everything is kept. */
    Database database() {
        return database;
    }

    /** What is wrong with the database; null when it can be used. */
    @Nullable
    String trouble() {
        return database.trouble();
    }

    @Override
    public void close() {
        Thread running = rotating;
        if (running != null) {
            running.interrupt();
        }
        feed.close();
        database.close();
        passwords.close();
    }
}
