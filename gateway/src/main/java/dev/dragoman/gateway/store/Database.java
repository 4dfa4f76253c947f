package dev.dragoman.gateway.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.ServiceUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The database. It is opened beside everything else and opened again for as long as it takes, so that a gateway starts without it;
 * who asks something of it while it is away is told so at once, by {@link ServiceUnavailableException}. All work is done on threads
 * of its own: drivers block, and may hold on to a virtual thread's carrier while they do. Thread-safe.
 */
public final class Database implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Database.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final long CONNECT_MILLIS = 2_000;
    private static final int TRIES = 8;
    private static final String CONNECTION_FAILURE = "08001";

    private final DatabaseAddress address;
    private final InstantSource clock;
    private final boolean own;
    private final ExecutorService workers;
    private final CountDownLatch looked = new CountDownLatch(1);
    private final Thread opener;
    private volatile @Nullable HikariDataSource pool;
    private volatile @Nullable String trouble = "it is being opened";
    private volatile boolean closed;

    private Database(DatabaseAddress address, int connections, boolean own, InstantSource clock) {
        this.own = own;
        this.address = address;
        this.clock = clock;
        this.workers = Executors.newFixedThreadPool(
                connections, Thread.ofPlatform().name("database-", 0).daemon().factory());
        this.opener = Thread.ofPlatform().name("database-opener").daemon().unstarted(() -> watch(connections));
    }

    /**
     * Begins to open the database.
     *
     * @param connections at once, at most
     */
    public static Database open(DatabaseAddress address, int connections, InstantSource clock) {
        Database made = new Database(address, connections, true, clock);
        made.opener.start();
        return made;
    }

    /** Begins to open a database of somebody else's, whose tables stay as they are. */
    public static Database foreign(DatabaseAddress address, InstantSource clock) {
        Database made = new Database(address, 1, false, clock);
        made.opener.start();
        return made;
    }

    /** Its kind. */
    public Engine engine() {
        return address.engine();
    }

    /** Its connections, for a room's own store; to be asked for on a platform thread. */
    public Connections connections() {
        return () -> {
            try {
                return opened().getConnection();
            } catch (ServiceUnavailableException away) {
                throw new SQLException(away.getMessage(), CONNECTION_FAILURE, away);
            }
        };
    }

    /** What is wrong with it; null when it can be used. */
    public @Nullable String trouble() {
        return trouble;
    }

    /**
     * Changes something in one transaction: all of it or nothing. It may be run more than once until it succeeds.
     *
     * @throws ServiceUnavailableException when the database is away, or takes too long
     */
    public <T extends @Nullable Object> T transact(Function<Session, T> work) {
        return run(work, true, PATIENCE);
    }

    /**
     * Reads; every query sees what is there at its time.
     *
     * @throws ServiceUnavailableException when the database is away, or takes too long
     */
    public <T extends @Nullable Object> T read(Function<Session, T> work) {
        return run(work, false, PATIENCE);
    }

    /** The same within a time of the caller's. */
    public <T extends @Nullable Object> T read(Function<Session, T> work, Duration patience) {
        return run(work, false, patience);
    }

    private <T extends @Nullable Object> T run(Function<Session, T> work, boolean transaction, Duration patience) {
        HikariDataSource open = opened();
        try {
            Future<T> result = workers.submit(() -> repeated(open, work, transaction));
            return finished(result, patience);
        } catch (RejectedExecutionException ended) {
            throw away("the gateway is shutting down", ended);
        }
    }

    private <T extends @Nullable Object> T finished(Future<T> result, Duration patience) {
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            result.cancel(true);
            throw away("it did not answer within " + patience.toSeconds() + " s", slow);
        } catch (InterruptedException interrupted) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw away("the wait for it was interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw cause(failed);
        }
    }

    private RuntimeException cause(ExecutionException failed) {
        return switch (failed.getCause()) {
            case StoreException refused when refused.isLost() -> lost(refused);
            case RuntimeException told -> told;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(failed.getCause());
        };
    }

    private ServiceUnavailableException lost(StoreException lost) {
        trouble = String.valueOf(lost.getMessage());
        return away(String.valueOf(lost.getMessage()), lost);
    }

    private HikariDataSource opened() {
        HikariDataSource open = pool;
        if (open == null) {
            awaitFirstLook();
            open = pool;
        }
        String told = trouble;
        if (open == null || told != null) {
            throw away(told == null ? "it is closed" : told, null);
        }
        return open;
    }

    private void awaitFirstLook() {
        try {
            if (!looked.await(FIRST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw away("it is being opened", null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw away("the wait for it was interrupted", interrupted);
        }
    }

    private <T extends @Nullable Object> T repeated(
            HikariDataSource open, Function<Session, T> work, boolean transaction) {
        for (int tried = 1; ; tried++) {
            try {
                return once(open, work, transaction);
            } catch (StoreException failed) {
                if (!failed.isTransient()
                        || tried == TRIES
                        || Thread.currentThread().isInterrupted()) {
                    throw failed;
                }
                pause(tried);
            }
        }
    }

    private static void pause(int tried) {
        try {
            Thread.sleep(5L << tried);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <T extends @Nullable Object> T once(HikariDataSource open, Function<Session, T> work, boolean transaction) {
        try (Connection connection = open.getConnection()) {
            Session session = new Session(connection, address.engine());
            return transaction ? whole(session, work) : work.apply(session);
        } catch (SQLException refused) {
            throw new StoreException(refused);
        }
    }

    private <T extends @Nullable Object> T whole(Session session, Function<Session, T> work) {
        session.run(address.engine().begin());
        try {
            T result = work.apply(session);
            session.run("COMMIT");
            return result;
        } catch (RuntimeException | Error failed) {
            rollBack(session, failed);
            throw failed;
        }
    }

    private static void rollBack(Session session, Throwable failed) {
        try {
            session.run("ROLLBACK");
        } catch (StoreException broken) {
            failed.addSuppressed(broken);
        }
    }

    /** Opens it, and looks from time to time whether it is still there. */
    private void watch(int connections) {
        long wait = 100;
        while (!closed) {
            String before = trouble;
            String found = look(connections);
            trouble = found;
            looked.countDown();
            if (found != null && !found.equals(before)) {
                LOG.log(System.Logger.Level.WARNING, "the database {0} cannot be used: {1}", address, found);
            } else if (found == null && before != null) {
                LOG.log(System.Logger.Level.DEBUG, "the database {0} is in use", address);
            }
            wait = found == null ? 1_000 : Math.min(wait * 2, 1_000);
            try {
                Thread.sleep(wait);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private @Nullable String look(int connections) {
        try {
            HikariDataSource open = pool;
            if (open == null) {
                HikariDataSource made = new HikariDataSource(configuration(connections));
                try {
                    once(
                            made,
                            session -> {
                                if (own) {
                                    new Migrations(clock).run(session);
                                }
                                return true;
                            },
                            true);
                } catch (RuntimeException failed) {
                    made.close();
                    throw failed;
                }
                pool = made;
            } else if (trouble != null) {
                once(open, session -> session.first("SELECT 1 AS one", row -> row.number("one")), false);
            }
            return null;
        } catch (RuntimeException failed) {
            return String.valueOf(failed.getMessage());
        }
    }

    private HikariConfig configuration(int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(address.jdbc());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setInitializationFailTimeout(1);
        address.properties().forEach(config::addDataSourceProperty);
        if (address.engine() == Engine.SQLITE) {
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "NORMAL");
            config.addDataSourceProperty("busy_timeout", "5000");
            config.addDataSourceProperty("foreign_keys", "true");
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        } else {
            config.addDataSourceProperty("connectTimeout", "2");
            // No work here is waited for longer than a third of a minute; a connection that hangs must not be held on
            // to.
            config.addDataSourceProperty("socketTimeout", "20");
            config.addDataSourceProperty("loginTimeout", "5");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("ApplicationName", "dragoman");
        }
        return config;
    }

    private ServiceUnavailableException away(String why, @Nullable Throwable cause) {
        ErrorDetail detail = ErrorDetail.of("the database cannot be used: " + why)
                .withType("no_db_connection")
                .withCode("503");
        return new ServiceUnavailableException(detail, 503, cause);
    }

    @Override
    public void close() {
        closed = true;
        opener.interrupt();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        HikariDataSource open = pool;
        if (open != null) {
            open.close();
        }
    }
}
