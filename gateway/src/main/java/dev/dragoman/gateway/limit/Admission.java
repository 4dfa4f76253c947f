package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.call.Allowance;
import dev.dragoman.gateway.call.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a call asks of its limits, and, once it is admitted, what was charged for it. Ended once. */
final class Admission {

    private final List<Limit> limits;
    private final TokenNeed need;
    private final Tally[] tallies;
    private final long[] serials;
    private final AtomicBoolean ended = new AtomicBoolean();
    private List<Allowance> left = List.of();

    /** For a call with these limits. */
    Admission(List<Limit> limits, TokenNeed need) {
        this.limits = limits;
        this.need = need;
        this.tallies = new Tally[limits.size()];
        this.serials = new long[limits.size()];
    }

    int size() {
        return tallies.length;
    }

    Limit limit(int index) {
        return limits.get(index);
    }

    Tally tally(int index) {
        return tallies[index];
    }

    void tally(int index, Tally tally) {
        tallies[index] = tally;
    }

    /** In which window of its tally it was charged. */
    long serial(int index) {
        return serials[index];
    }

    /** How much of something the call takes of a limit that is set. */
    long amount(Counted counted, long limit) {
        return counted == Counted.TOKENS ? need.reserved(limit) : 1;
    }

    TokenNeed need() {
        return need;
    }

    /** Locks its tallies in the order of their numbers, so that no two calls wait for each other; false when one is out of use. */
    boolean lock() {
        boolean current = true;
        long last = 0;
        for (int i = 0; i < tallies.length; i++) {
            Tally next = next(last);
            last = next.number();
            next.lock();
            current &= !next.isForgotten();
        }
        return current;
    }

    private Tally next(long last) {
        Tally next = null;
        for (Tally tally : tallies) {
            if (tally.number() > last && (next == null || tally.number() < next.number())) {
                next = tally;
            }
        }
        if (next == null) {
            throw new IllegalArgumentException("two limits of one descriptor (expected: one): " + limits);
        }
        return next;
    }

    void unlock() {
        for (Tally tally : tallies) {
            tally.unlock();
        }
    }

    /** It was charged; what is left of everything that it was charged to. */
    void charged(Terms terms, long now) {
        List<Allowance> told = new ArrayList<>(tallies.length);
        for (int i = 0; i < tallies.length; i++) {
            serials[i] = tallies[i].serial();
            for (Counted counted : Counted.all()) {
                Long limit = counted.of(limits.get(i));
                if (limit != null) {
                    long remaining = tallies[i].remaining(counted, limit, terms, now);
                    told.add(new Allowance(limits.get(i).descriptor(), counted.title(), limit, remaining));
                }
            }
        }
        left = told;
    }

    /** What is left of the limits after it. */
    List<Allowance> left() {
        return left;
    }

    /** Ends it; false when it had ended before. */
    boolean end() {
        return ended.compareAndSet(false, true);
    }
}
