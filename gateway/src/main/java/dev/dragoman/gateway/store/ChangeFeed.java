package dev.dragoman.gateway.store;

import dev.dragoman.error.ServiceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Tells what any instance changed, within a fraction of a second. It asks the database four times a second instead of being
 * called by it, which works alike with a file, with a server and with a pooler in between. Transactions may become visible in
 * another order than they were numbered, so the last half minute is always looked at again and what was told is left out.
 */
public final class ChangeFeed implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ChangeFeed.class.getName());
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration LOOK_BACK = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration CLEANING = Duration.ofMinutes(10);
    private static final int AT_ONCE = 5_000;

    private final Database database;
    private final InstantSource clock;
    private final List<BiConsumer<Table, String>> followers = new CopyOnWriteArrayList<>();
    private final List<Runnable> readied = new CopyOnWriteArrayList<>();
    private final Semaphore poked = new Semaphore(0);
    private final Set<Long> told = new HashSet<>();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final Thread thread;
    private long floor = -1;
    private Instant cleaned = Instant.EPOCH;
    private volatile boolean closed;

    /** Of a database; it begins with {@link #start()}. */
    public ChangeFeed(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("change-feed").unstarted(this::run);
    }

    private record Mark(Instant time, long position) {}

    private record Change(long position, String kind, String id) {}

    /** Is told the kind and the id of everything that changes; must be quick. */
    public void follow(BiConsumer<Table, String> follower) {
        followers.add(follower);
    }

    /** Does something once every later change will be told; it may be tried more than once while the database is away. */
    public void whenReady(Runnable work) {
        readied.add(work);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Looks at once: this instance has just changed something. */
    public void poke() {
        poked.release();
    }

    private void run() {
        while (!closed) {
            try {
                look();
            } catch (ServiceUnavailableException away) {
                LOG.log(System.Logger.Level.DEBUG, "changes cannot be read: {0}", away.getMessage());
            } catch (RuntimeException unexpected) {
                LOG.log(System.Logger.Level.ERROR, "changes cannot be read", unexpected);
            }
            try {
                if (poked.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    poked.drainPermits();
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void look() {
        if (floor < 0) {
            floor = database.read(ChangeFeed::last);
            return;
        }
        while (!readied.isEmpty()) {
            readied.getFirst().run();
            readied.removeFirst();
        }
        List<Change> changes = new ArrayList<>();
        database.read(session -> {
            session.each(
                    "SELECT position, kind, object_id FROM record_change WHERE position > ? ORDER BY position LIMIT "
                            + AT_ONCE,
                    row -> changes.add(new Change(
                            row.number("position"), row.requiredText("kind"), row.requiredText("object_id"))),
                    floor);
            return true;
        });
        changes.forEach(this::tell);
        Instant now = clock.instant();
        if (changes.size() == AT_ONCE) {
            floor = changes.getLast().position();
            told.clear();
            marks.clear();
        } else if (!changes.isEmpty()) {
            marks.add(new Mark(now, changes.getLast().position()));
        }
        forget(now);
        clean(now);
    }

    private static long last(Session session) {
        Long last = session.first("SELECT MAX(position) AS last FROM record_change", row -> row.number("last"));
        return last == null ? 0 : last;
    }

    private void tell(Change change) {
        Table table = Table.of(change.kind());
        if (told.add(change.position()) && table != null) {
            for (BiConsumer<Table, String> follower : followers) {
                follower.accept(table, change.id());
            }
        }
    }

    private void forget(Instant now) {
        while (!marks.isEmpty() && marks.getFirst().time().plus(LOOK_BACK).isBefore(now)) {
            floor = Math.max(floor, marks.removeFirst().position());
            told.removeIf(position -> position <= floor);
        }
    }

    private void clean(Instant now) {
        if (cleaned.plus(CLEANING).isBefore(now)) {
            cleaned = now;
            database.transact(
                    session -> session.update("DELETE FROM record_change WHERE changed_at < ?", now.minus(KEPT)));
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
