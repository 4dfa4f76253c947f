package dev.dragoman.gateway.ledger;

import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.StoreException;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps questions and answers in the database, where the operator wants that. They are handed over and never waited for; when they come
 * faster than they can be stored, or the database is away for long, some are left out: money is never told here. Thread-safe.
 */
public final class TextKeeper implements Texts, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(TextKeeper.class.getName());
    private static final int MOST_WAITING = 1_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final int AT_ONCE = 50;
    private static final long PAUSE_MILLIS = 500;
    private static final Rows INSERT = new Rows(
            "INSERT INTO spend_text (id, kept_at, messages, response, request) VALUES ",
            " ON CONFLICT (id) DO NOTHING",
            5);

    private final Database database;
    private final Supplier<SpendSettings> settings;
    private final BlockingQueue<Kept> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    public TextKeeper(Database database, Supplier<SpendSettings> settings) {
        this.database = database;
        this.settings = settings;
        this.thread = Thread.ofVirtual().name("ledger-texts").unstarted(this::run);
    }

    private record Kept(String id, Instant at, JsonBody request, Answer answer, long bytes) {}

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** How many were left out. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public boolean wants(Call call) {
        return settings.get().texts().kept()
                && !Boolean.TRUE.equals(call.options().metadata().bool("no-log"));
    }

    @Override
    public void keep(String id, Instant at, Call call, Answer answer) {
        JsonBody request = call.source().body();
        long size = request.toBody().length()
                + answer.whole().length
                + answer.heard().length();
        boolean fits = bytes.addAndGet(size) <= MOST_BYTES;
        if (!fits || !waiting.offer(new Kept(id, at, request, answer, size))) {
            bytes.addAndGet(-size);
            dropped.incrementAndGet();
        }
    }

    private void run() {
        try {
            while (!closed) {
                Kept first = waiting.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    List<Kept> next = new ArrayList<>(List.of(first));
                    waiting.drainTo(next, AT_ONCE - 1);
                    store(next);
                    next.forEach(kept -> bytes.addAndGet(-kept.bytes()));
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void store(List<Kept> texts) throws InterruptedException {
        TextForm form = new TextForm(settings.get().texts().longest());
        List<@Nullable Object[]> rows = new ArrayList<>(texts.size());
        texts.forEach(kept -> rows.add(row(kept, form)));
        while (!closed) {
            try {
                database.transact(session -> {
                    INSERT.write(session, rows);
                    return rows;
                });
                return;
            } catch (ServiceUnavailableException away) {
                Thread.sleep(PAUSE_MILLIS);
            } catch (StoreException refused) {
                dropped.addAndGet(rows.size());
                LOG.log(System.Logger.Level.WARNING, "texts of calls cannot be kept", refused);
                return;
            }
        }
    }

    private static @Nullable Object[] row(Kept kept, TextForm form) {
        JsonObject request = form.request(kept.request());
        return new @Nullable Object[] {
            kept.id(),
            kept.at(),
            TextForm.messages(request).toJson(),
            form.answer(kept.answer()).toJson(),
            request.toJson()
        };
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
