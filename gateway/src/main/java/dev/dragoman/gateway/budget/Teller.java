package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.config.BudgetSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The one who speaks to the bank, for all calls of this instance: fills holdings up, several at once; every second gives back what
 * lies idle or others are short of; keeps the leases alive. When the bank has failed, and it is not known what it did, all is leased
 * anew under another name, and what was held under the old one is returned.
 */
final class Teller implements Runnable {

    private static final System.Logger LOG = System.getLogger(Teller.class.getName());
    private static final int AT_ONCE = 200;
    private static final long BEAT = Duration.ofSeconds(1).toNanos();
    private static final long IDLE = Duration.ofSeconds(5).toNanos();
    private static final long FORGOTTEN = Duration.ofSeconds(60).toNanos();
    private static final long PAUSE = Duration.ofMillis(500).toNanos();
    private static final long LOOK = Duration.ofSeconds(10).toNanos();
    private static final int RENEWALS = 10;

    private final Bank bank;
    private final String instance;
    private final String life;
    private final BudgetListener listener;
    private final Supplier<BudgetSettings> settings;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final Bell work = new Bell();
    private final List<Purse> fading = new CopyOnWriteArrayList<>();
    private volatile Purse purse;
    private volatile boolean closed;
    private int purses;
    private long beatNanos;

    Teller(
            Bank bank,
            String instance,
            String life,
            BudgetListener listener,
            Supplier<BudgetSettings> settings,
            InstantSource clock,
            LongSupplier nanoClock) {
        this.bank = bank;
        this.instance = instance + "/";
        this.life = this.instance + life + "/";
        this.listener = listener;
        this.settings = settings;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.beatNanos = nanoClock.getAsLong();
        this.purse = next();
    }

    private Purse next() {
        return new Purse(life + purses++, nanoClock.getAsLong());
    }

    Purse purse() {
        return purse;
    }

    /** Asks for more, without waiting. */
    void ask(Purse in, Holding holding, long least, long best, long callNanos) {
        if (holding.ask(least, best, callNanos)) {
            in.ask(holding);
            work.ring();
        }
    }

    void recovered() {
        bank.retire(instance, life);
    }

    @Override
    public void run() {
        while (!closed) {
            long heard = work.listen();
            try {
                round();
                long due = beatNanos + BEAT - nanoClock.getAsLong();
                if (!purse.isAsked() && due > 0 && !work.await(heard, due)) {
                    return;
                }
            } catch (RuntimeException unexpected) {
                LOG.log(System.Logger.Level.ERROR, "budgets: a round failed", unexpected);
            } finally {
                work.leave();
            }
        }
    }

    void close() {
        closed = true;
        work.ring();
        synchronized (this) {
            try {
                giveBack(purse, holding -> true);
            } catch (RuntimeException away) {
                LOG.log(System.Logger.Level.WARNING, "budgets: nothing could be given back: {0}", away.getMessage());
            }
        }
    }

    /** One round: answers those who ask, and looks after everything once a second. */
    synchronized void round() {
        long now = nanoClock.getAsLong();
        serve(purse, now);
        if (now - beatNanos >= BEAT) {
            beatNanos = now;
            beat(now);
        }
    }

    private void serve(Purse in, long now) {
        List<Holding> asked = in.asked(AT_ONCE);
        if (asked.isEmpty()) {
            return;
        }
        List<Bank.Wish> wishes =
                asked.stream().map(holding -> holding.wish(now)).toList();
        if (in.failedWithin(PAUSE, now)) {
            asked.forEach(holding -> holding.bell().ring());
            return;
        }
        try {
            List<Bank.Portion> lowered = portions(asked);
            if (!lowered.isEmpty()) {
                bank.giveBack(in.owner(), lowered);
            }
            List<Grant> grants = bank.lease(in.owner(), wishes);
            in.answered();
            for (int i = 0; i < grants.size(); i++) {
                asked.get(i).granted(grants.get(i), wishes.get(i), nanoClock.getAsLong());
                in.reopened(asked.get(i));
            }
        } catch (RuntimeException away) {
            failed(in, away);
            asked.forEach(holding -> holding.bell().ring());
        }
    }

    private static List<Bank.Portion> portions(List<Holding> asked) {
        List<Bank.Portion> portions = new ArrayList<>(0);
        for (Holding holding : asked) {
            long nanos = holding.superfluous();
            if (nanos != 0) {
                portions.add(new Bank.Portion(holding.account(), nanos));
            }
        }
        return portions;
    }

    private void beat(long now) {
        Purse running = purse;
        boolean stale = running.ageNanos(now) > settings.get().leaseTime().toNanos() / 2;
        try {
            beat(running, now);
            for (Purse old : fading) {
                beat(old, now);
                giveBack(old, holding -> true);
            }
            fading.removeIf(old -> !old.isOpen() && old.isEmpty());
            if (running.isDoubtful() || stale) {
                fading.add(running);
                purse = next();
            }
            tell(running, now);
        } catch (RuntimeException away) {
            failed(running, away);
        }
    }

    private void beat(Purse in, long now) {
        if (in.isEmpty()) {
            in.renewed(now);
            in.answered();
            return;
        }
        boolean renew = in.ageNanos(now) > settings.get().leaseTime().toNanos() / RENEWALS;
        Set<BudgetAccount> wanted = bank.beat(in.owner(), renew);
        in.answered();
        if (renew) {
            in.renewed(now);
        }
        long millis = clock.millis();
        giveBack(
                in,
                holding -> holding.isRetired()
                        || holding.isIdle(IDLE, now)
                        || !holding.lasts(millis)
                        || wanted.contains(holding.account()));
    }

    /** Gives back what is held of these; a debt is forgiven only when nothing was done for a while. */
    private void giveBack(Purse in, Predicate<Holding> which) {
        long now = nanoClock.getAsLong();
        List<Bank.Portion> portions = new ArrayList<>();
        for (Holding holding : in.current()) {
            if (which.test(holding)) {
                surrender(holding, now, portions);
                if (isForgotten(holding, now)) {
                    in.dismiss(holding);
                }
            }
        }
        for (Holding holding : in.closing()) {
            surrender(holding, now, portions);
            if (isForgotten(holding, now)) {
                in.forget(holding);
            }
        }
        if (!portions.isEmpty()) {
            bank.giveBack(in.owner(), portions);
        }
    }

    private static void surrender(Holding holding, long now, List<Bank.Portion> portions) {
        long nanos = holding.surrender(holding.isIdle(IDLE, now));
        if (nanos != 0) {
            portions.add(new Bank.Portion(holding.account(), nanos));
        }
    }

    private static boolean isForgotten(Holding holding, long now) {
        return holding.isIdle(FORGOTTEN, now) && !holding.isBusy();
    }

    private void tell(Purse in, long now) {
        for (Holding holding : in.current()) {
            if (holding.isOutdated(LOOK, now)) {
                ask(in, holding, 0, 0, 0);
            }
            if (holding.isLoaded() && holding.isNews()) {
                listener.stood(holding.line(), holding.consumed(), holding.ends());
            }
            for (BudgetListener.Mark mark : BudgetListener.Mark.values()) {
                if (holding.reaches(mark)) {
                    boolean first = bank.mark(holding.account(), mark);
                    holding.told(mark);
                    if (first) {
                        listener.reached(mark, holding.line(), holding.consumed());
                    }
                }
            }
        }
    }

    private void failed(Purse in, RuntimeException away) {
        if (!in.isFailing()) {
            LOG.log(System.Logger.Level.WARNING, "budgets: the database does not answer: {0}", away.getMessage());
        }
        in.failed(nanoClock.getAsLong());
    }
}
