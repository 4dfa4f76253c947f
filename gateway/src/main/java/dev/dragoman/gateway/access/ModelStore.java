package dev.dragoman.gateway.access;

import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.config.ModelStoreSettings;
import dev.dragoman.gateway.config.StoredObjects;
import dev.dragoman.gateway.crypto.UnreadableException;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows what models and credentials the database holds, and tells it whenever it has changed. What cannot be read is left out and told;
 * what could be read before a key was changed elsewhere goes on as it was. While the database is away nothing changes. Thread-safe.
 */
public final class ModelStore implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ModelStore.class.getName());
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Database database;
    private final Secrets secrets;
    private final Supplier<ModelStoreSettings> settings;
    private final Consumer<StoredObjects> follower;
    private final Semaphore changes = new Semaphore(0);
    private final CountDownLatch looked = new CountDownLatch(1);
    private final Thread thread;
    private StoredObjects known = StoredObjects.NONE;
    private volatile List<String> unreadable = List.of();
    private volatile boolean closed;

    /**
     * A store; it begins with {@link #start()}.
     *
     * @param follower is told of everything that the database holds, whenever that has changed
     */
    public ModelStore(
            Database database,
            Secrets secrets,
            Supplier<ModelStoreSettings> settings,
            Consumer<StoredObjects> follower) {
        this.database = database;
        this.secrets = secrets;
        this.settings = settings;
        this.follower = follower;
        this.thread = Thread.ofVirtual().name("model-store").unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Waits until the database was looked at once, or cannot be. */
    public void awaitFirstLook(Duration patience) {
        try {
            boolean done = looked.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!done) {
                LOG.log(System.Logger.Level.WARNING, "models of the database come later: it does not answer");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something of this kind and id was changed, by whichever instance. */
    public void changed(Table table, String id) {
        if (Secrets.TABLES.contains(table)) {
            changes.release();
        }
    }

    /** Looks at once. */
    public void look() {
        changes.release();
    }

    /** The models and credentials that cannot be read, each with the reason. */
    public List<String> unreadable() {
        return unreadable;
    }

    private void run() {
        while (!closed) {
            boolean done = looked();
            looked.countDown();
            Duration wait = done ? settings.get().reload() : AGAIN;
            try {
                if (changes.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    changes.drainPermits();
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean looked() {
        try {
            if (settings.get().on()) {
                load();
            }
            return true;
        } catch (ServiceUnavailableException away) {
            LOG.log(System.Logger.Level.DEBUG, "models of the database cannot be read: {0}", away.getMessage());
            return false;
        } catch (RuntimeException unexpected) {
            LOG.log(System.Logger.Level.ERROR, "models of the database cannot be read", unexpected);
            return false;
        }
    }

    private void load() {
        Map<Table, List<StoredRecord>> records = new HashMap<>();
        database.read(session -> {
            for (Table table : Secrets.TABLES) {
                RecordQuery all = RecordQuery.all().order(RecordQuery.Order.CREATED, false);
                records.put(table, new Records(session).list(table, all));
            }
            return true;
        });
        List<String> failures = new ArrayList<>();
        List<StoredObjects.Model> models = read(
                Table.MODEL, records, StoredRows::model, former(known.models(), StoredObjects.Model::id), failures);
        List<StoredObjects.Credential> credentials = read(
                Table.CREDENTIAL,
                records,
                StoredRows::credential,
                former(known.credentials(), StoredObjects.Credential::name),
                failures);
        tell(failures);
        StoredObjects now = new StoredObjects(models, credentials);
        if (!now.equals(known)) {
            known = now;
            follower.accept(now);
        }
    }

    private static <T> Map<String, T> former(List<T> all, java.util.function.Function<T, String> id) {
        Map<String, T> former = new HashMap<>();
        all.forEach(each -> former.put(id.apply(each), each));
        return former;
    }

    private <T> List<T> read(
            Table table,
            Map<Table, List<StoredRecord>> records,
            BiFunction<StoredRecord, dev.dragoman.json.JsonObject, T> reader,
            Map<String, T> former,
            List<String> failures) {
        List<T> all = new ArrayList<>();
        for (StoredRecord record : records.getOrDefault(table, List.of())) {
            try {
                all.add(reader.apply(record, secrets.decrypted(table, record)));
            } catch (UnreadableException why) {
                @Nullable T before = former.get(record.id());
                failures.add((table == Table.MODEL ? "model " : "credentials ") + record.id() + ": " + why.getMessage()
                        + (before == null ? "" : "; what it was before goes on"));
                if (before != null) {
                    all.add(before);
                }
            }
        }
        return all;
    }

    private void tell(List<String> failures) {
        if (!failures.equals(unreadable)) {
            failures.forEach(
                    failure -> LOG.log(System.Logger.Level.ERROR, "the secrets cannot be read of {0}", failure));
            if (!failures.isEmpty()) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "start with the LITELLM_SALT_KEY, or else the master key, that they were encrypted by; nothing was"
                                + " changed");
            }
            unreadable = List.copyOf(failures);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
