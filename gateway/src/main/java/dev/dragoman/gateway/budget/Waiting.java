package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.config.BudgetSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A call for which too little is held: it asks the bank and waits until that has answered, others have put something back, or its
 * patience ends. Then it does with less, when it can. Confined to one thread.
 */
final class Waiting {

    private static final long LONGEST = Duration.ofSeconds(5).toNanos();
    private static final long TURN = Duration.ofMillis(50).toNanos();
    private static final int SHARES = 4;

    private final Teller teller;
    private final Purse purse;
    private final Holding[] holdings;
    private final List<BudgetLine> lines;
    private final Ask ask;
    private final long patience;
    private final LongSupplier nanoClock;
    private final long begun;

    Waiting(
            Teller teller,
            Purse purse,
            Holding[] holdings,
            List<BudgetLine> lines,
            Ask ask,
            BudgetSettings settings,
            LongSupplier nanoClock) {
        this.teller = teller;
        this.purse = purse;
        this.holdings = holdings;
        this.lines = lines;
        this.ask = ask;
        this.patience = settings.patience().toNanos();
        this.nanoClock = nanoClock;
        this.begun = nanoClock.getAsLong();
    }

    /** What became of it; null when it must begin anew, because all is leased under another name now. */
    @Nullable
    Admission admission() {
        Reservation taken = reached(ask.good());
        if (taken == null && ask.least() < ask.good()) {
            collect();
            taken = reached(ask.least());
        }
        if (taken != null) {
            return taken;
        }
        return teller.purse() == purse ? refusal() : null;
    }

    private @Nullable Reservation reached(long floor) {
        while (true) {
            int lacking = lacking(floor);
            Reservation taken = lacking < 0 ? take(floor) : null;
            if (taken != null) {
                return taken;
            }
            if (lacking >= 0) {
                Holding holding = holdings[lacking];
                if (teller.purse() != purse
                        || holding.excludes(floor, nanoClock.getAsLong())
                        || isOver(holding, floor)
                        || !await(holding, floor)) {
                    return lacking(floor) < 0 ? take(floor) : null;
                }
            }
        }
    }

    private boolean await(Holding holding, long floor) {
        long heard = holding.bell().listen();
        try {
            for (int i = 0; i < holdings.length; i++) {
                long missing = floor - holdings[i].held();
                if (lines.get(i).isHard() && missing > 0) {
                    teller.ask(purse, holdings[i], missing, missing + ask.full() - floor, ask.full());
                }
            }
            return holding.held() >= floor || holding.bell().await(heard, TURN);
        } finally {
            holding.bell().leave();
        }
    }

    /** Asks for all that is left, for a call that can make do with less than it would like. */
    private void collect() {
        for (int i = 0; i < holdings.length; i++) {
            Holding holding = holdings[i];
            long most = Math.min(ask.full() - holding.held(), holding.left());
            if (lines.get(i).isHard() && most > 0) {
                long heard = holding.bell().listen();
                try {
                    teller.ask(purse, holding, most, most, ask.full());
                    holding.bell().await(heard, TURN);
                } finally {
                    holding.bell().leave();
                }
            }
        }
    }

    /** Nobody is refused while there is something for him, nor before he knows; unless the bank is away. */
    private boolean isOver(Holding holding, long floor) {
        long waited = nanoClock.getAsLong() - begun;
        if (purse.isFailing()) {
            return !holding.isLoaded() || waited > patience;
        }
        boolean promising = !holding.isLoaded() || Math.max(0, holding.held()) + holding.left() >= floor;
        return waited > (promising ? LONGEST : patience);
    }

    /** Takes all, else a share of what there is, so that a call that asks for very much leaves something to others. */
    private @Nullable Reservation take(long floor) {
        long available = BudgetLine.UNLIMITED;
        long left = BudgetLine.UNLIMITED;
        for (int i = 0; i < holdings.length; i++) {
            if (lines.get(i).isHard()) {
                available = Math.min(available, holdings[i].held());
                left = Math.min(left, holdings[i].left());
            }
        }
        long amount = Math.min(ask.full(), available);
        if (amount < ask.full() && floor == ask.good()) {
            amount = Math.min(amount, Math.max(floor, (available + left) / SHARES));
        }
        return amount < floor ? null : Reservation.take(purse, holdings, lines, amount, nanoClock);
    }

    /** The first that has less; -1 when none has. */
    private int lacking(long floor) {
        for (int i = 0; i < holdings.length; i++) {
            if (lines.get(i).isHard() && holdings[i].held() < floor) {
                return i;
            }
        }
        return -1;
    }

    private Admission refusal() {
        int lacking = Math.max(0, lacking(ask.least()));
        Holding holding = holdings[lacking];
        if (purse.isFailing() || !holding.isLoaded()) {
            return new Admission.Outage();
        }
        holding.refused();
        return new Admission.Shortage(lines.get(lacking), holding.consumed());
    }
}
