package dev.dragoman.gateway.ledger;

import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.ledger.Outcomes.Batch;
import dev.dragoman.gateway.ledger.Outcomes.Position;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.gateway.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings what was written down to the database, batch by batch, each in one transaction with the place where the next begins. While the
 * database is away it waits, and nothing is lost; whether a transaction that broke off was committed does not matter, since rows that
 * are there already are not counted again. What the database refuses for its values is set aside, and does not stop the rest.
 */
public final class Shipper implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Shipper.class.getName());
    private static final int AT_ONCE = 5_000;
    private static final int LEAST_AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);
    private static final long FIRST_PAUSE = 50;
    private static final long LONGEST_PAUSE = 1_000;
    private static final int LONGEST_REASON = 1_900;

    private final Outcomes outcomes;
    private final Database database;
    private final SpendWriter writer;
    private final InstantSource clock;
    private final Thread thread;
    private int transaction = AT_ONCE; // of the shipper's thread; fewer rows while the database is slow
    private volatile boolean closed;

    public Shipper(Outcomes outcomes, Database database, SpendWriter writer, InstantSource clock) {
        this.outcomes = outcomes;
        this.database = database;
        this.writer = writer;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("ledger-shipper").unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** How far the database has come with a journal; null when it has nothing of it. */
    public static @Nullable Position position(Session session, String journal) {
        return session.first(
                "SELECT segment, place FROM journal_position WHERE journal = ?",
                row -> new Position(journal, row.number("segment"), row.number("place")),
                journal);
    }

    private void run() {
        try {
            while (step() || !closed) {
                // What is there at the end is brought over as well.
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ships what comes next, and tells whether there was anything. */
    private boolean step() throws InterruptedException {
        try {
            Batch batch = outcomes.next(AT_ONCE, PATIENCE);
            if (!batch.rows().isEmpty()) {
                return ship(batch);
            }
        } catch (ServiceUnavailableException away) {
            LOG.log(System.Logger.Level.DEBUG, "rows of the ledger wait: {0}", away.getMessage());
            Thread.sleep(LONGEST_PAUSE);
        } catch (RuntimeException unexpected) {
            LOG.log(System.Logger.Level.ERROR, "rows of the ledger cannot be brought to the database", unexpected);
            Thread.sleep(LONGEST_PAUSE);
        }
        return false;
    }

    /** Ships a batch, and tells whether that was done before this ends. */
    private boolean ship(Batch batch) throws InterruptedException {
        long pause = FIRST_PAUSE;
        int stored = 0;
        while (true) {
            try {
                while (stored < batch.rows().size()) {
                    stored = storeFrom(stored, batch);
                }
                outcomes.shipped(batch);
                return true;
            } catch (ServiceUnavailableException away) {
                transaction = Math.max(LEAST_AT_ONCE, transaction / 2);
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "{0} rows wait: {1}",
                        batch.rows().size(),
                        away.getMessage());
            } catch (StoreException troubled) {
                LOG.log(System.Logger.Level.ERROR, "rows of the ledger cannot be stored now, and wait", troubled);
            }
            if (closed) {
                return false;
            }
            Thread.sleep(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
    }

    /** Stores as many rows as one transaction may hold, and tells where the next begin. */
    private int storeFrom(int from, Batch batch) {
        int all = batch.rows().size();
        int end = Math.min(all, from + transaction);
        store(batch.rows().subList(from, end), end == all ? batch.end() : null);
        transaction = Math.min(AT_ONCE, transaction * 2);
        return end;
    }

    /** Stores rows, and in the last transaction how far that comes; where some are refused, half by half. */
    private void store(List<byte[]> rows, @Nullable Position end) {
        try {
            database.transact(session -> {
                Reading reading = Reading.of(rows);
                writer.write(session, reading.rows());
                reading.unread().forEach(refused -> refuse(session, refused, journal(end)));
                note(session, end);
                return reading;
            });
        } catch (ServiceUnavailableException away) {
            throw away;
        } catch (RuntimeException refused) {
            if (refused instanceof StoreException told && !told.isOfValues()) {
                throw refused;
            }
            bisect(rows, end, refused);
        }
    }

    private void bisect(List<byte[]> rows, @Nullable Position end, RuntimeException refused) {
        if (rows.size() == 1) {
            Refused row = new Refused(rows.getFirst(), String.valueOf(refused.getMessage()));
            LOG.log(System.Logger.Level.ERROR, "a row of the ledger was refused and is kept in spend_refused", refused);
            database.transact(session -> {
                refuse(session, row, journal(end));
                note(session, end);
                return row;
            });
            return;
        }
        int half = rows.size() / 2;
        store(rows.subList(0, half), null);
        store(rows.subList(half, rows.size()), end);
    }

    private record Refused(byte[] row, String reason) {}

    private record Reading(List<SpendRow> rows, List<Refused> unread) {

        static Reading of(List<byte[]> rows) {
            List<SpendRow> read = new ArrayList<>(rows.size());
            List<Refused> unread = new ArrayList<>(0);
            for (byte[] row : rows) {
                try {
                    read.add(SpendRowFormat.row(row));
                } catch (RuntimeException wrong) {
                    LOG.log(System.Logger.Level.ERROR, "a row of the ledger cannot be read, see spend_refused", wrong);
                    unread.add(new Refused(row, String.valueOf(wrong.getMessage())));
                }
            }
            return new Reading(read, unread);
        }
    }

    private void refuse(Session session, Refused refused, String journal) {
        session.update(
                "INSERT INTO spend_refused (refused_at, journal, reason, payload) VALUES (?, ?, ?, ?)",
                clock.instant(),
                journal,
                Bounded.text(refused.reason(), LONGEST_REASON),
                Base64.getEncoder().encodeToString(refused.row()));
    }

    private static String journal(@Nullable Position end) {
        return end == null ? "" : end.journal();
    }

    private static void note(Session session, @Nullable Position end) {
        if (end != null) {
            session.update(
                    "INSERT INTO journal_position (journal, segment, place) VALUES (?, ?, ?) ON CONFLICT (journal) DO"
                            + " UPDATE SET segment = excluded.segment, place = excluded.place",
                    end.journal(),
                    end.segment(),
                    end.place());
        }
    }

    /** Brings over what is there, and ends; while the database is away that waits for the next start. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(LAST_PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
