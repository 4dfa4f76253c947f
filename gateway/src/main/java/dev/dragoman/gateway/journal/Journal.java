package dev.dragoman.gateway.journal;

import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What calls cost, on the disk of this instance until a database has it. A call is written down before it is asked for and when it has
 * ended; a record is safe from the end of the process when the method that writes it returns, and from a loss of power some milliseconds
 * later. Thread-safe.
 */
public final class Journal implements AutoCloseable {

    private final DirectoryLock lock;
    private final SegmentFiles files;
    private final InstantSource clock;
    private final Space space;
    private final Appender appender;
    private final Chain chain;
    private final Keeper keeper;
    private final Opening found;
    private final Position foundEnd;
    private final ConcurrentMap<UUID, OpenIntent> open = new ConcurrentHashMap<>();
    private final Signal news = new Signal();
    private @Nullable JournalReader reader;
    private boolean closed;

    private Journal(
            DirectoryLock lock,
            SegmentFiles files,
            Opening found,
            Space space,
            Appender appender,
            JournalSettings settings,
            InstantSource clock) {
        this.lock = lock;
        this.files = files;
        this.clock = clock;
        this.space = space;
        this.appender = appender;
        this.found = found;
        this.foundEnd = found.end();
        this.chain = found.chain();
        Provision provision = new Provision(files, space, found.trouble(), settings.mostSegments());
        Retention retention = new Retention(chain, files, space, provision, open.values());
        this.keeper = new Keeper(
                found.flush(), provision, retention, news, found.trouble(), space, found.bell(), settings.forceEvery());
    }

    /**
     * Opens the journal in a directory, and writes outcomes for the calls of earlier processes that have none.
     *
     * @param lost decides on these outcomes
     * @throws JournalException when the directory cannot be used, has no room, or is in use by another journal
     */
    public static Journal open(JournalSettings settings, InstantSource clock, LostIntents lost) {
        try {
            return opened(settings, clock, lost);
        } catch (IOException failed) {
            throw new JournalException(
                    "the journal in " + settings.directory() + " cannot be opened: " + failed
                            + " (expected: a directory to write to, with room for " + settings.maxBytes() + " bytes)",
                    failed);
        }
    }

    private static Journal opened(JournalSettings settings, InstantSource clock, LostIntents lost) throws IOException {
        DirectoryLock lock = DirectoryLock.take(settings.directory());
        try {
            SegmentFiles files = new SegmentFiles(settings.directory(), settings.segmentBytes());
            try {
                return ready(lock, files, settings, clock, lost);
            } catch (IOException | RuntimeException | Error failed) {
                files.close();
                throw failed;
            }
        } catch (IOException | RuntimeException | Error failed) {
            lock.close();
            throw failed;
        }
    }

    private static Journal ready(
            DirectoryLock lock, SegmentFiles files, JournalSettings settings, InstantSource clock, LostIntents lost)
            throws IOException {
        Opening found = new Opening(settings, files);
        found.read();
        Space space = found.space();
        found.begin(space);
        Appender appender = new Appender(space, found.trouble(), settings);
        found.recover(lost, clock.millis(), space, appender);
        Journal journal = new Journal(lock, files, found, space, appender, settings, clock);
        journal.keeper.start();
        return journal;
    }

    /** What the journal is known by: the positions of one say nothing of another's. */
    public UUID identity() {
        return files.journal();
    }

    /**
     * Notes that a call is about to be asked for, and keeps room for its outcome.
     *
     * @param payload who pays, and the most that it may cost
     * @throws JournalFullException when there is no room: the call must not be made
     * @throws JournalException when the journal cannot be written to: neither
     */
    public OpenIntent begin(UUID id, long startedMillis, byte[] payload) {
        OpenIntent intent =
                new OpenIntent(id, Entry.of(Kind.INTENT, id, startedMillis, payload), appender, clock, open);
        intent.begin();
        return intent;
    }

    /**
     * Begins to tell outcomes. All before are acknowledged with that. There is one reader at a time.
     *
     * @param from where the database has come to; {@link Position#START} when it has nothing of this journal
     */
    public synchronized JournalReader reader(Position from) {
        expectOpen();
        if (reader != null && !reader.isClosed()) {
            throw new IllegalStateException("the journal has a reader already");
        }
        reader = new JournalReader(chain.read(known(from)), chain, news, found::ring);
        return reader;
    }

    /**
     * Nobody can have read further than what this process found or told itself. A database that says so has what a failing disk lost; what
     * was written in its place since then must not be left out.
     */
    private Position known(Position from) {
        Position told = chain.told();
        Position most = told.compareTo(foundEnd) > 0 ? told : foundEnd;
        return from.compareTo(most) > 0 ? most : from;
    }

    /** How the journal is doing. */
    public synchronized JournalFigures figures() {
        expectOpen();
        Tally all = space.tally();
        Tally told = chain.acknowledged().before();
        return new JournalFigures(
                Math.max(0, all.outcomes() - told.outcomes()),
                Math.max(0, all.bytes() - told.bytes()),
                chain.oldestMillis(),
                open.size(),
                files.bytes(),
                found.damage().bytes(),
                found.trouble().told());
    }

    private void expectOpen() {
        if (closed) {
            throw new JournalException("the journal is closed");
        }
    }

    /** Brings everything to disk and ends; calls that are still under way count as lost when the journal is opened again. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        space.close();
        keeper.close();
        if (reader != null) {
            reader.close();
        }
        files.close();
        lock.close();
    }
}
