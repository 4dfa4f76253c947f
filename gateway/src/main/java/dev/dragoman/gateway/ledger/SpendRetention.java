package dev.dragoman.gateway.ledger;

import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.config.CronSchedule;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.StoreException;
import dev.dragoman.gateway.store.WorkLease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes rows of single calls, and texts, when their time is over; sums stay. One instance at a time does it, in many small
 * transactions, so that nobody waits for it.
 */
public final class SpendRetention implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SpendRetention.class.getName());
    /** How long an instance may work without looking whether it still should. */
    public static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration COUNTED = Duration.ofDays(7);
    private static final int AT_ONCE = 1_000;
    private static final int MOST_BATCHES = 500;
    private static final long BREATH_MILLIS = 20;

    private final Database database;
    private final WorkLease lease;
    private final Supplier<SpendSettings> settings;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * A retention.
     *
     * @param lease of the work
     */
    public SpendRetention(Database database, WorkLease lease, Supplier<SpendSettings> settings, InstantSource clock) {
        this.database = database;
        this.lease = lease;
        this.settings = settings;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("ledger-retention").unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    private void run() {
        Instant last = clock.instant();
        try {
            while (!closed) {
                Thread.sleep(LOOK);
                Instant due = due(last);
                if (due != null && !due.isAfter(clock.instant())) {
                    last = clock.instant();
                    attempt();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Instant due(Instant last) {
        SpendSettings.Retention retention = settings.get().retention();
        CronSchedule schedule = retention.schedule();
        return schedule == null ? last.plus(retention.interval()) : schedule.after(last);
    }

    private void attempt() throws InterruptedException {
        try {
            if (database.transact(session -> lease.take(session, clock.instant()))) {
                try {
                    long deleted = clean();
                    LOG.log(System.Logger.Level.INFO, "{0} rows of the ledger were old enough to go", deleted);
                } finally {
                    giveBack();
                }
            }
        } catch (ServiceUnavailableException | StoreException later) {
            LOG.log(System.Logger.Level.WARNING, "old rows of the ledger stay for now: {0}", later.getMessage());
        }
    }

    private void giveBack() {
        database.transact(session -> {
            lease.giveBack(session);
            return true;
        });
    }

    /** Deletes what is old, and tells how many rows. */
    public long clean() throws InterruptedException {
        Instant now = clock.instant();
        long deleted = delete("spend_counted", "counted_at", now.minus(COUNTED));
        Duration period = settings.get().retention().period();
        if (period != null) {
            deleted += delete("spend_text", "kept_at", now.minus(period));
            deleted += delete("spend_log", "started_at", now.minus(period));
        }
        return deleted;
    }

    private long delete(String table, String column, Instant before) throws InterruptedException {
        long all = 0;
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            int deleted = database.transact(session -> session.update(
                    "DELETE FROM " + table + " WHERE id IN (SELECT id FROM " + table + " WHERE " + column
                            + " < ? ORDER BY " + column + " LIMIT " + AT_ONCE + ")",
                    before));
            all += deleted;
            if (deleted < AT_ONCE) {
                return all;
            }
            Thread.sleep(BREATH_MILLIS);
        }
        return all;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
