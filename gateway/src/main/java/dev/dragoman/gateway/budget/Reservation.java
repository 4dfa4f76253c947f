package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.Balance;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.call.Payer;
import dev.dragoman.gateway.call.StreamFollower;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is held for one call in all its budgets, until it is closed with what the call did cost. What is spent later, such as by an
 * attempt that was given up, is taken from the budgets at once. Thread-safe.
 */
final class Reservation implements Admission, Payer, StreamFollower, AutoCloseable {

    private final Purse purse;
    private final Holding[] holdings;
    private final boolean[] hard;
    private final long amount;
    private final LongSupplier nanoClock;
    private final List<Debit> debits;
    private long spent;
    private boolean told;
    private boolean closed;

    private Reservation(Purse purse, Holding[] holdings, boolean[] hard, long amount, LongSupplier nanoClock) {
        this.purse = purse;
        this.holdings = holdings;
        this.hard = hard;
        this.amount = amount;
        this.nanoClock = nanoClock;
        List<Debit> accounts = new ArrayList<>(holdings.length);
        for (int i = 0; i < holdings.length; i++) {
            accounts.add(new Debit(holdings[i].account(), hard[i] ? purse.owner() : null));
        }
        this.debits = List.copyOf(accounts);
    }

    /** Takes the amount of every holding, or of none; null when one has too little. */
    static @Nullable Reservation take(
            Purse purse, Holding[] holdings, List<BudgetLine> lines, long amount, LongSupplier nanoClock) {
        long now = nanoClock.getAsLong();
        purse.opened();
        for (int i = 0; i < holdings.length; i++) {
            if (lines.get(i).isHard() && !holdings[i].take(amount, now)) {
                for (int j = 0; j < i; j++) {
                    holdings[j].settle(amount, 0, lines.get(j).isHard(), now);
                }
                purse.closed();
                return null;
            }
        }
        boolean[] hard = new boolean[holdings.length];
        for (int i = 0; i < hard.length; i++) {
            hard[i] = lines.get(i).isHard();
        }
        return new Reservation(purse, holdings, hard, amount, nanoClock);
    }

    /** Nano-dollars that are held. */
    long amount() {
        return amount;
    }

    /** How the key's budget stands, with what is known of this call; null when the key has none. */
    synchronized @Nullable Balance balance() {
        for (Holding holding : holdings) {
            if (holding.account().level() == BudgetLevel.KEY) {
                return new Balance(
                        holding.consumed() + (closed ? 0 : spent),
                        holding.line().maxNanos());
            }
        }
        return null;
    }

    @Override
    public synchronized void spent(long nanos) {
        told = true;
        if (closed) {
            settle(0, nanos);
        } else {
            spent += nanos;
        }
    }

    @Override
    public List<Debit> debits() {
        return debits;
    }

    /** What is known before the last piece is released is booked before it. */
    @Override
    public synchronized void ended(Usage usage) {
        if (told) {
            close();
        }
    }

    @Override
    public void closed(Usage usage) {
        close();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            settle(amount, spent);
            purse.closed();
        }
    }

    private void settle(long reservation, long cost) {
        long now = nanoClock.getAsLong();
        for (int i = 0; i < holdings.length; i++) {
            holdings[i].settle(reservation, cost, hard[i], now);
            purse.reopened(holdings[i]);
        }
    }
}
