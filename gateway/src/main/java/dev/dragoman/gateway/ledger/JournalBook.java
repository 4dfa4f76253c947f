package dev.dragoman.gateway.ledger;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.journal.Journal;
import dev.dragoman.gateway.journal.JournalException;
import dev.dragoman.gateway.journal.JournalReader;
import dev.dragoman.gateway.journal.JournalSettings;
import dev.dragoman.gateway.journal.LostIntent;
import dev.dragoman.gateway.journal.OpenIntent;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The book on this instance's disk. Calls that were under way when an earlier process ended are booked by what was known of them. Thread-safe,
 * but that one thread at a time takes from it.
 */
public final class JournalBook implements Book, Outcomes, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JournalBook.class.getName());

    private final Journal journal;
    private final Database database;
    private final Runnable caughtUp;
    private final long opened;
    private final Deque<dev.dragoman.gateway.journal.Batch> told = new ArrayDeque<>();
    private @Nullable JournalReader reader;
    private boolean behind = true;

    private JournalBook(Journal journal, Database database, Runnable caughtUp, long opened) {
        this.journal = journal;
        this.database = database;
        this.caughtUp = caughtUp;
        this.opened = opened;
    }

    /**
     * Opens a book.
     *
     * @param caughtUp run when the database has everything that earlier processes wrote, and again later when it failed
     * @throws JournalException when the directory cannot be used, or another process uses it
     */
    public static JournalBook open(
            JournalSettings settings, Database database, InstantSource clock, Runnable caughtUp) {
        Journal journal = Journal.open(settings, clock, JournalBook::outcome);
        return new JournalBook(journal, database, caughtUp, clock.millis());
    }

    /** What it is known by, in all lives of this instance. */
    public String name() {
        return journal.identity().toString();
    }

    /** What became of a call whose process ended: as far as it had come. */
    private static byte[] outcome(LostIntent lost) {
        byte[] known = lost.progress();
        SpendRow row = SpendRowFormat.row(known == null ? lost.payload() : known);
        long last = known == null ? lost.startedMillis() : lost.progressMillis();
        JsonObject error = JsonObject.builder()
                .put("error_code", "500")
                .put("error_class", "InternalServerError")
                .put("error_message", "the gateway's process ended before the call did")
                .build();
        LOG.log(System.Logger.Level.WARNING, "call {0} was under way when the process ended", row.callId());
        return SpendRowFormat.bytes(row.ended(Instant.ofEpochMilli(last), error));
    }

    @Override
    public Opened intent(SpendRow draft) {
        UUID id = UUID.fromString(draft.id());
        long started = draft.times().started().toEpochMilli();
        try {
            OpenIntent intent = journal.begin(id, started, SpendRowFormat.bytes(draft));
            return new Written(intent);
        } catch (JournalException full) {
            throw new ServiceUnavailableException(
                    ErrorDetail.of("calls cannot be written down at the moment: " + full.getMessage())
                            .withType("service_unavailable_error"),
                    503,
                    full);
        }
    }

    private record Written(OpenIntent intent) implements Opened {

        @Override
        public void progress(SpendRow soFar) {
            intent.progress(SpendRowFormat.bytes(soFar));
        }

        @Override
        public void outcome(SpendRow row) {
            intent.outcome(SpendRowFormat.bytes(row));
        }
    }

    @Override
    public void outcome(SpendRow row) {
        intent(row).outcome(row);
    }

    @Override
    public Batch next(int most, Duration patience) throws InterruptedException {
        dev.dragoman.gateway.journal.Batch batch = reader().read(most, patience);
        // From here on the rows are nowhere else: nothing may keep them from being handed on.
        boolean news = batch.outcomes().isEmpty() || batch.outcomes().getFirst().millis() > opened;
        if (behind && news && told.isEmpty()) {
            behind = !isToldToBeCaughtUp();
        }
        if (!batch.outcomes().isEmpty()) {
            told.add(batch);
        }
        List<byte[]> rows = batch.outcomes().stream()
                .map(dev.dragoman.gateway.journal.Outcome::facts)
                .toList();
        return new Batch(
                rows, new Position(name(), batch.end().segment(), batch.end().offset()));
    }

    private boolean isToldToBeCaughtUp() {
        try {
            caughtUp.run();
            return true;
        } catch (RuntimeException notNow) {
            LOG.log(System.Logger.Level.WARNING, "what is left of former lives waits: {0}", notNow.getMessage());
            return false;
        }
    }

    private JournalReader reader() {
        JournalReader open = reader;
        if (open == null) {
            Position known = database.read(session -> Shipper.position(session, name()));
            open = journal.reader(
                    known == null
                            ? dev.dragoman.gateway.journal.Position.START
                            : new dev.dragoman.gateway.journal.Position(known.segment(), (int) known.place()));
            reader = open;
        }
        return open;
    }

    @Override
    public void shipped(Batch batch) {
        reader().acknowledge(told.removeFirst());
    }

    @Override
    public void close() {
        JournalReader open = reader;
        if (open != null) {
            open.close();
        }
        journal.close();
    }
}
