package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.config.BudgetSettings;
import dev.dragoman.gateway.config.BudgetWindows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds money for calls. Calls are admitted by what this instance has leased, so that all instances together never spend more than a
 * budget. Thread-safe.
 */
public final class Escrow implements AutoCloseable {

    private static final int STALE_TENTHS = 9;
    private static final int TENTHS = 10;

    private final Teller teller;
    private final Supplier<BudgetSettings> settings;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    /**
     * An escrow, which asks its bank once {@link #start} was called.
     *
     * @param instance the name of this instance, the same in all its lives
     * @param life tells this life of the instance from all others
     */
    public Escrow(
            Bank bank,
            String instance,
            String life,
            BudgetListener listener,
            Supplier<BudgetSettings> settings,
            InstantSource clock,
            LongSupplier nanoClock) {
        this.teller = new Teller(bank, instance, life, listener, settings, clock, nanoClock);
        this.settings = settings;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /** Begins to ask the bank, on a thread of its own: some drivers hold the thread that waits for them. */
    public void start() {
        Thread.ofPlatform().daemon().name("budget-teller").start(teller);
    }

    /** Everything that this instance spent in former lives was settled: what it held then goes back. May wait for the bank. */
    public void recovered() {
        teller.recovered();
    }

    /** Gives back what is not needed any more. */
    @Override
    public void close() {
        teller.close();
    }

    /** Reserves as much as the call needs in each of its budgets, waiting a while for what others may leave. */
    Admission reserve(List<BudgetLine> lines, Ask ask) {
        while (true) {
            Purse purse = teller.purse();
            if (isStale(purse)) {
                return new Admission.Outage();
            }
            Holding[] holdings = holdings(purse, lines);
            Reservation quick = Reservation.take(purse, holdings, lines, ask.full(), nanoClock);
            if (quick != null) {
                refill(purse, holdings, lines);
                return quick;
            }
            Admission admission =
                    new Waiting(teller, purse, holdings, lines, ask, settings.get(), nanoClock).admission();
            if (admission != null) {
                refill(purse, holdings, lines);
                return admission;
            }
        }
    }

    /** A reservation of nothing: whatever is spent of it is taken afterwards, whether it is there or not. */
    Reservation open(List<BudgetLine> lines) {
        Purse purse = teller.purse();
        Holding[] holdings = holdings(purse, lines);
        return Objects.requireNonNull(Reservation.take(purse, holdings, lines, 0, nanoClock));
    }

    /** The first of these budgets in which nothing is left, neither here nor at the bank; null for none. */
    Admission.@Nullable Shortage shortage(List<BudgetLine> lines) {
        Purse purse = teller.purse();
        Holding[] holdings = holdings(purse, lines);
        refill(purse, holdings, lines);
        for (Holding holding : holdings) {
            if (holding.line().isHard() && holding.isLoaded() && holding.held() + holding.left() <= 0) {
                holding.refused();
                return new Admission.Shortage(holding.line(), holding.consumed());
            }
        }
        return null;
    }

    /** What all of these budgets could give together, as far as is known; null when one was never looked at. */
    @Nullable
    Long room(List<BudgetLine> lines) {
        long room = BudgetLine.UNLIMITED;
        for (Holding holding : holdings(teller.purse(), lines)) {
            if (holding.line().isHard()) {
                if (!holding.isLoaded()) {
                    return null;
                }
                room = Math.min(room, Math.max(0, holding.held()) + holding.left());
            }
        }
        return room;
    }

    Teller teller() {
        return teller;
    }

    /** Who has been silent for long must suppose that others were given what it held. */
    private boolean isStale(Purse purse) {
        return purse.ageNanos(nanoClock.getAsLong())
                > settings.get().leaseTime().toNanos() / TENTHS * STALE_TENTHS;
    }

    private Holding[] holdings(Purse purse, List<BudgetLine> lines) {
        BudgetWindows windows = new BudgetWindows(settings.get().zone());
        Instant now = clock.instant();
        long nanos = nanoClock.getAsLong();
        Holding[] holdings = new Holding[lines.size()];
        for (int i = 0; i < holdings.length; i++) {
            holdings[i] = purse.holding(lines.get(i), windows, now, nanos);
        }
        return holdings;
    }

    private void refill(Purse purse, Holding[] holdings, List<BudgetLine> lines) {
        for (int i = 0; i < holdings.length; i++) {
            if (lines.get(i).isHard() && holdings[i].isLow()) {
                teller.ask(purse, holdings[i], 0, 0, 0);
            }
        }
    }
}
