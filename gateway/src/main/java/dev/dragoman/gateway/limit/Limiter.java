package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.call.Limit;
import dev.dragoman.gateway.redis.Redis;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Admits calls within their limits: a call that does not fit into one of them is charged to none. What is counted is never more than
 * allowed in any window; a window begins with its first request. Thread-safe.
 */
public final class Limiter implements AutoCloseable {

    private static final int MOST_ROUNDS = 16;
    private static final long SOON_NANOS = Duration.ofSeconds(1).toNanos();

    private final Tallies tallies = new Tallies();
    private final Supply supply;
    private final long windowNanos;
    private final LongSupplier nanoClock;

    private Limiter(Supply supply, Duration window, LongSupplier nanoClock) {
        this.supply = supply;
        this.windowNanos = window.toNanos();
        this.nanoClock = nanoClock;
    }

    /** For an instance that shares with no other. */
    public static Limiter alone(Duration window, LongSupplier nanoClock) {
        return new Limiter(Supply.OWN, window, nanoClock);
    }

    /**
     * For one of several instances, which share their limits through Redis.
     *
     * @param instance a name that no other instance has
     */
    public static Limiter shared(
            Redis redis, String instance, Duration window, LimitListener listener, LongSupplier nanoClock) {
        return shared(redis, instance, Pace.of(window), listener, nanoClock);
    }

    /** The same at another pace. */
    static Limiter shared(Redis redis, String instance, Pace pace, LimitListener listener, LongSupplier nanoClock) {
        Leases leases = new Leases(redis, instance, pace, listener, nanoClock);
        leases.begin();
        return new Limiter(leases, pace.window(), nanoClock);
    }

    /** How many descriptors are counted at the moment. */
    public int counted() {
        return tallies.size();
    }

    /** Charges the call to all of its limits; to none, and says why, when it does not fit into one of them. */
    @Nullable
    Shortage admit(Admission admission) {
        tallies.tidy(nanoClock.getAsLong());
        for (int i = 0; i < admission.size(); i++) {
            admission.tally(i, tallies.of(name(admission.limit(i))));
        }
        Shortage shortage = charge(admission);
        return shortage == null || !shortage.curable() ? shortage : supplied(admission, shortage);
    }

    private @Nullable Shortage supplied(Admission admission, Shortage first) {
        Shortage shortage = first;
        boolean more = true;
        for (int round = 0; more && shortage != null && shortage.curable() && round < MOST_ROUNDS; round++) {
            Tally tally = admission.tally(shortage.index());
            more = supply.more(tally, shortage.limit(), admission);
            shortage = charge(admission);
        }
        if (shortage != null) {
            for (int i = 0; i < admission.size(); i++) {
                supply.unused(admission.tally(i));
            }
        }
        return shortage;
    }

    private static String name(Limit limit) {
        return limit.descriptor() + ":" + limit.value();
    }

    private @Nullable Shortage charge(Admission admission) {
        lock(admission);
        try {
            long now = nanoClock.getAsLong();
            Terms terms = supply.terms(now);
            Shortage shortage = shortage(admission, terms, now);
            if (shortage == null) {
                for (int i = 0; i < admission.size(); i++) {
                    use(admission, i, terms, now);
                }
                admission.charged(terms, now);
            }
            return shortage;
        } finally {
            admission.unlock();
        }
    }

    /** The first that nothing can be done about, else the first that is short. */
    private @Nullable Shortage shortage(Admission admission, Terms terms, long now) {
        Shortage first = null;
        for (int i = 0; i < admission.size(); i++) {
            for (Counted counted : Counted.all()) {
                Shortage found = shortage(admission, i, counted, terms, now);
                if (found != null && !found.curable()) {
                    return found;
                }
                first = first == null ? found : first;
            }
        }
        return first;
    }

    private @Nullable Shortage shortage(Admission admission, int index, Counted counted, Terms terms, long now) {
        Limit limit = admission.limit(index);
        Long most = counted.of(limit);
        long amount = most == null ? 0 : admission.amount(counted, most);
        Tally tally = admission.tally(index);
        if (most == null
                || amount == 0
                || tally.used(counted, now) + amount <= tally.allowed(counted, most, terms, now)) {
            return null;
        }
        boolean curable = terms.is(Terms.Kind.LEASED) && !tally.isRefused(counted, amount, now);
        long remaining = tally.remaining(counted, most, terms, now);
        return new Shortage(limit, index, counted, most, remaining, wait(tally, counted, terms, now), curable);
    }

    private long wait(Tally tally, Counted counted, Terms terms, long now) {
        if (counted == Counted.PARALLEL) {
            return SOON_NANOS;
        }
        if (tally.isOpen(now)) {
            return tally.endNanos() - now;
        }
        return terms.is(Terms.Kind.LEASED) ? SOON_NANOS : windowNanos;
    }

    private void use(Admission admission, int index, Terms terms, long now) {
        Tally tally = admission.tally(index);
        for (Counted counted : Counted.all()) {
            Long most = counted.of(admission.limit(index));
            long amount = most == null ? 0 : admission.amount(counted, most);
            if (amount > 0) {
                tally.use(counted, amount, terms, now, windowNanos);
            }
            if (most != null && counted == Counted.PARALLEL) {
                tally.slots(most);
                supply.running(tally);
            }
        }
    }

    /** Takes back all tokens of a call that was not answered, and ends it. */
    void refund(Admission admission) {
        settle(admission, 0);
    }

    /** Ends a call that took as many tokens as were set aside, for want of a better word on it. */
    void keep(Admission admission) {
        settle(admission, null);
    }

    /** Ends a call that took so many tokens. */
    void settle(Admission admission, long tokens) {
        settle(admission, Long.valueOf(tokens));
    }

    private void settle(Admission admission, @Nullable Long tokens) {
        if (!admission.end()) {
            return;
        }
        for (int i = 0; i < admission.size(); i++) {
            Limit limit = admission.limit(i);
            if (limit.parallel() != null) {
                end(admission.tally(i));
            }
            if (limit.tokens() != null && tokens != null) {
                long beyond = tokens - admission.amount(Counted.TOKENS, limit.tokens());
                correct(admission.tally(i), admission.serial(i), beyond);
            }
        }
    }

    private void end(Tally tally) {
        tally.lock();
        try {
            tally.counter(Counted.PARALLEL).correct(-1);
            supply.ended(tally);
        } finally {
            tally.unlock();
        }
    }

    /**
     * Counts what a call took beyond what was set aside for it, or less. Less counts in its own window only; more counts in the window of
     * the moment, so that answers longer than a window are not free.
     */
    private void correct(Tally charged, long serial, long beyond) {
        if (beyond == 0) {
            return;
        }
        Tally tally = current(charged);
        try {
            long now = nanoClock.getAsLong();
            boolean same = tally.equals(charged) && tally.serial() == serial && tally.isOpen(now);
            if (same || beyond > 0) {
                count(tally, beyond, now);
            }
        } finally {
            tally.unlock();
        }
    }

    private void count(Tally tally, long beyond, long now) {
        Terms terms = supply.terms(now);
        Counter tokens = tally.counter(Counted.TOKENS);
        if (tally.isOpen(now)) {
            tokens.correct(beyond);
            if (terms.is(Terms.Kind.LEASED) && tally.isLeased(now)) {
                supply.overdrawn(tally, tokens.cover());
            }
        } else if (terms.is(Terms.Kind.LEASED)) {
            supply.overdrawn(tally, beyond);
        } else {
            tally.use(Counted.TOKENS, beyond, terms, now, windowNanos);
        }
    }

    /** The tally of the same name that is in use, locked. */
    private Tally current(Tally known) {
        Tally tally = known;
        tally.lock();
        while (tally.isForgotten()) {
            tally.unlock();
            tally = tallies.of(known.key());
            tally.lock();
        }
        return tally;
    }

    private void lock(Admission admission) {
        while (!admission.lock()) {
            admission.unlock();
            for (int i = 0; i < admission.size(); i++) {
                admission.tally(i, tallies.of(admission.tally(i).key()));
            }
        }
    }

    @Override
    public void close() {
        supply.close();
    }
}
