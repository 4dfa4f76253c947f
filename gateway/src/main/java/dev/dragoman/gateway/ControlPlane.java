package dev.dragoman.gateway;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.gateway.access.AccessStep;
import dev.dragoman.gateway.access.AddressGate;
import dev.dragoman.gateway.access.CredentialAdmin;
import dev.dragoman.gateway.access.Customers;
import dev.dragoman.gateway.access.GrantDirectory;
import dev.dragoman.gateway.access.GuestDirectory;
import dev.dragoman.gateway.access.KeyAdmin;
import dev.dragoman.gateway.access.KeyRotation;
import dev.dragoman.gateway.access.KeyWatcher;
import dev.dragoman.gateway.access.ModelEditor;
import dev.dragoman.gateway.access.ModelNames;
import dev.dragoman.gateway.access.ModelStore;
import dev.dragoman.gateway.access.Office;
import dev.dragoman.gateway.access.Outsiders;
import dev.dragoman.gateway.access.Passwords;
import dev.dragoman.gateway.access.RotationWatch;
import dev.dragoman.gateway.access.RoutePolicy;
import dev.dragoman.gateway.access.ScimEndpoint;
import dev.dragoman.gateway.access.SecretRotation;
import dev.dragoman.gateway.access.Secrets;
import dev.dragoman.gateway.access.Tags;
import dev.dragoman.gateway.access.TeamSight;
import dev.dragoman.gateway.access.TokenDirectory;
import dev.dragoman.gateway.access.UserLogins;
import dev.dragoman.gateway.access.WindowSpend;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Callers;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.AccessSettings;
import dev.dragoman.gateway.config.BudgetWindows;
import dev.dragoman.gateway.config.DataDirectory;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.LoginRules;
import dev.dragoman.gateway.config.LoginSettings;
import dev.dragoman.gateway.config.RotationTimes;
import dev.dragoman.gateway.config.Settings;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.gateway.config.StoredObjects;
import dev.dragoman.gateway.config.TokenSettings;
import dev.dragoman.gateway.crypto.Keyring;
import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.JsonEndpoint;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.endpoint.Route;
import dev.dragoman.gateway.endpoint.RouteGuard;
import dev.dragoman.gateway.identity.Guests;
import dev.dragoman.gateway.identity.Identity;
import dev.dragoman.gateway.identity.KeyHolders;
import dev.dragoman.gateway.identity.TokenBearers;
import dev.dragoman.gateway.login.LoginRoom;
import dev.dragoman.gateway.store.ChangeFeed;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.DatabaseAddress;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.gateway.store.WorkLease;
import dev.dragoman.http.AddressFilter;
import dev.dragoman.http.Upstream;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.media.AddressGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who may call, put together: the database, what is known of keys, and who works on requests about them. */
final class ControlPlane implements AutoCloseable {

    /** The variable that holds the key by which secrets in the database are encrypted. */
    static final String SALT_KEY = "LITELLM_SALT_KEY";

    private static final Duration FIRST_MODELS = Duration.ofSeconds(5);
    private static final AddressFilter PUBLIC_ONLY = new AddressGuard(List.of());

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
    private final Secrets secrets;
    private final SecretRotation secretRotation;
    private final ModelStore models;
    private volatile Consumer<StoredObjects> modelFollower = objects -> {};
    private final @Nullable Thread rotating;
    private final Dialect dialect;
    private final Supplier<LoginRules> loginRules;
    private final InstantSource clock;

    private ControlPlane(
            Database database,
            Supplier<AccessSettings> rules,
            Supplier<BudgetWindows> windows,
            RotationTimes times,
            Supplier<LoginRules> loginRules,
            Secrecy secrecy,
            Dialect dialect,
            ModelNames names,
            KeyWatcher watcher,
            InstantSource clock) {
        this.loginRules = loginRules;
        this.clock = clock;
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
                new WindowSpend(windows, clock),
                (period, after) -> Objects.requireNonNull(windows.get().resetAt(period, after, after)),
                names,
                clock);
        this.keys = new KeyAdmin(office, watcher);
        this.secrets = new Secrets(Keyring.of(secrecy.saltKey, secrecy.masterKey));
        this.secretRotation = new SecretRotation(office, secrets, secrecy.saltKey != null);
        this.rotation = new KeyRotation(office, keys, watcher, times.grace(), secretRotation);
        this.models = new ModelStore(database, secrets, names::store, objects -> modelFollower.accept(objects));
        feed.follow(models::changed);
        feed.whenReady(models::look);
        feed.start();
        this.rotating = times.on() ? rotating(office, times) : null;
    }

    /** By what secrets in the database are encrypted; the master key where there is no salt key. */
    private record Secrecy(@Nullable String saltKey, String masterKey) {}

    private Thread rotating(Office office, RotationTimes times) {
        WorkLease lease = new WorkLease("key-rotation", UUID.randomUUID().toString(), times.lock());
        return Thread.ofVirtual()
                .name("key-rotation")
                .start(new RotationWatch(office, rotation, watcher, lease, times.interval()));
    }

    /**
     * Opens the database and begins to work.
     *
     * @param masterKey encrypts secrets in the database where there is no salt key
     * @param rules those of the configuration in use
     * @param windows of budgets
     * @param loginRules who may log in
     * @param dialect in which the control plane tells errors
     * @param names of the models on offer
     * @param watcher is told of keys
     */
    static ControlPlane open(
            Settings settings,
            Environment environment,
            String masterKey,
            Supplier<AccessSettings> rules,
            Supplier<BudgetWindows> windows,
            Supplier<LoginRules> loginRules,
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
                loginRules,
                new Secrecy(environment.get(SALT_KEY), masterKey),
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

    /**
     * Where people log in.
     *
     * @param network by which their company's login is reached
     */
    LoginRoom logins(
            Environment environment, Settings settings, String masterKey, Upstream network, LongSupplier nanoClock) {
        LoginRoom.World world = new LoginRoom.World(
                new UserLogins(office, passwords),
                loginRules,
                () -> rules.get().forwarded(),
                settings.general().keyHeader(),
                network,
                clock,
                nanoClock);
        return new LoginRoom(
                world,
                LoginSettings.of(environment, Caller.ADMIN_USER),
                masterKey,
                masterKey.equals(Identity.WELL_KNOWN_KEY),
                dialect);
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

    /** Who presents which token. */
    TokenBearers bearers(Supplier<TokenSettings> settings) {
        TokenDirectory tokens = new TokenDirectory(
                database, office, directory, settings, () -> rules.get().believed(), clock);
        feed.follow(tokens::changed);
        return new KnownBearers(tokens);
    }

    /** What callers may do whom somebody else vouches for. */
    Guests guests() {
        GuestDirectory guests = new GuestDirectory(database, () -> rules.get().believed(), clock);
        feed.follow(guests::changed);
        return guests::guest;
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

    SecretRotation secretRotation() {
        return secretRotation;
    }

    ModelEditor modelEditor() {
        return new ModelEditor(office, secrets, PUBLIC_ONLY);
    }

    CredentialAdmin credentials() {
        return new CredentialAdmin(office, secrets);
    }

    /** Tells of the models and credentials that the database holds, and of every change; waits for the first of it. */
    void followModels(boolean wait, Consumer<StoredObjects> follower) {
        modelFollower = follower;
        models.start();
        if (wait) {
            models.awaitFirstLook(FIRST_MODELS);
        }
    }

    /** What of the database cannot be read, for want of the key. */
    List<String> unreadable() {
        return models.unreadable();
    }

    /** The teams whose models the caller may know of. */
    Predicate<String> visibleTeams(Request request) {
        return TeamSight.of(office, request);
    }

    /** An endpoint that answers with what is found or done. */
    Endpoint answering(Function<Request, ? extends JsonValue> work) {
        return new JsonEndpoint(dialect, request -> JsonEndpoint.Answer.ok(work.apply(request)));
    }

    /** An endpoint for identity providers. */
    Endpoint provisioning(int status, Function<Request, JsonObject> work) {
        return new ScimEndpoint(dialect, status, work);
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
        models.close();
        feed.close();
        database.close();
        passwords.close();
    }
}
