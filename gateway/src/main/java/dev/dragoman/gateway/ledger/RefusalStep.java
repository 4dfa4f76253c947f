package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Step;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Stands around the rooms that may refuse a call before anybody is asked, and writes down what they refuse. A client that goes on against
 * its refusals must not fill the ledger: of more than a hundred in a second the rest is left out.
 */
public final class RefusalStep implements Step {

    private static final int MOST = 100;
    private static final long SECOND = 1_000_000_000L;

    private final Ledger ledger;
    private final List<Step> rooms;
    private final LongSupplier nanoClock;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong written = new AtomicLong();

    /** A room around others, outermost first. */
    public RefusalStep(Ledger ledger, List<Step> rooms, LongSupplier nanoClock) {
        this.ledger = ledger;
        this.rooms = List.copyOf(rooms);
        this.nanoClock = nanoClock;
        begun.set(nanoClock.getAsLong());
    }

    @Override
    public Answered handle(Call call, Next next) {
        Passage passage = new Passage(next);
        try {
            return passage.through(0, call);
        } catch (RuntimeException refusal) {
            if (!passage.passed && isWritten()) {
                ledger.refused(call, refusal);
            }
            throw refusal;
        }
    }

    private boolean isWritten() {
        long now = nanoClock.getAsLong();
        long began = begun.get();
        if (now - began > SECOND && begun.compareAndSet(began, now)) {
            written.set(0);
        }
        return written.getAndIncrement() < MOST;
    }

    /** The way of one call through the rooms. */
    private final class Passage {

        private final Next beyond;
        private boolean passed;

        Passage(Next beyond) {
            this.beyond = beyond;
        }

        Answered through(int room, Call call) {
            if (room == rooms.size()) {
                passed = true;
                return beyond.proceed(call);
            }
            return rooms.get(room).handle(call, other -> through(room + 1, other));
        }
    }
}
