package dev.dragoman.gateway.journal;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** A call that is under way: the journal knows who pays, and holds room for its outcome. Thread-safe. */
public final class OpenIntent {

    private static final long NOWHERE = Long.MAX_VALUE;

    private final UUID id;
    private final Entry intent;
    private final Appender appender;
    private final InstantSource clock;
    private final ConcurrentMap<UUID, OpenIntent> open;
    private @Nullable Entry progress;
    private boolean closed;
    private volatile long home = NOWHERE;

    OpenIntent(UUID id, Entry intent, Appender appender, InstantSource clock, ConcurrentMap<UUID, OpenIntent> open) {
        this.id = id;
        this.intent = intent;
        this.appender = appender;
        this.clock = clock;
        this.open = open;
    }

    void begin() {
        if (open.putIfAbsent(id, this) != null) {
            throw new IllegalStateException("call " + id + " is under way already");
        }
        try {
            Slot slot = appender.admit(intent);
            home = slot.segment().number();
            appender.write(slot, intent);
        } catch (RuntimeException refused) {
            open.remove(id, this);
            throw refused;
        }
    }

    /**
     * Notes how far the call has come; the latest note counts, should the process end before the outcome. Left out when there is no room
     * that nobody was promised.
     */
    public synchronized void progress(byte[] state) {
        expectOpen();
        Entry entry = Entry.of(Kind.PROGRESS, id, clock.millis(), state);
        if (appender.spare(entry, null) != null) {
            progress = entry;
        }
    }

    /**
     * Notes what became of the call, and ends it. Waits for nothing, unless the facts take more room than calls are promised.
     *
     * @param facts all that the ledger wants to know
     * @throws JournalFullException when they take more, and there is no more; the call stays under way then
     */
    public synchronized void outcome(byte[] facts) {
        expectOpen();
        appender.settle(Entry.of(Kind.OUTCOME, id, clock.millis(), facts));
        closed = true;
        open.remove(id, this);
    }

    private void expectOpen() {
        if (closed) {
            throw new IllegalStateException("call " + id + " has its outcome");
        }
    }

    /** Number of the segment that holds the intent. */
    long home() {
        return home;
    }

    /**
     * Writes the intent again, and how far it has come, so that an old segment can go.
     *
     * @return whether it need not be there any more
     */
    synchronized boolean carry() {
        Slot slot = closed ? null : appender.spare(intent, progress);
        if (slot != null) {
            home = slot.segment().number();
        }
        return closed || slot != null;
    }
}
