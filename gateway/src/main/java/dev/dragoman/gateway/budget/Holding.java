package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.call.BudgetLine;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What this instance holds of one account: leased, and neither spent nor reserved. Calls take from it without a lock, the teller
 * fills it up. All amounts in nano-dollars. Thread-safe.
 */
final class Holding {

    private static final int TYPICAL_CALLS = 4;
    private static final int SLICES = 16;
    private static final long BUSY_NANOS = 1_000_000_000L;
    private static final long CALM_NANOS = 10 * BUSY_NANOS;

    private final BudgetAccount account;
    private final long endMillis;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong reserved = new AtomicLong();
    private final AtomicLong consumed = new AtomicLong();
    private final AtomicLong unreturned = new AtomicLong();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Bell bell = new Bell();
    private volatile BudgetLine line;
    private volatile @Nullable Standing standing;
    private volatile long usedNanos;
    private volatile long lowMark;
    private volatile boolean retired;
    private volatile boolean refused;
    private volatile int told;
    private long shownNanos = Long.MIN_VALUE; // of the teller alone
    private long least;
    private long sum;
    private long typical;
    private long slice;
    private long leasedNanos;

    /**
     * Nothing yet.
     *
     * @param endMillis when the account's window ends
     */
    Holding(BudgetAccount account, BudgetLine line, long endMillis, long nowNanos) {
        this.account = account;
        this.line = line;
        this.endMillis = endMillis;
        this.usedNanos = nowNanos;
    }

    BudgetAccount account() {
        return account;
    }

    BudgetLine line() {
        return line;
    }

    Bell bell() {
        return bell;
    }

    long held() {
        return held.get();
    }

    /** What was spent of the account, as far as it is known here. */
    long consumed() {
        return consumed.get();
    }

    boolean lasts(long nowMillis) {
        return nowMillis < endMillis;
    }

    boolean isLoaded() {
        return standing != null;
    }

    /** What nobody has leased, as was told last. */
    long left() {
        Standing known = standing;
        return known == null ? 0 : known.left();
    }

    /** Takes note of what the budget is now; a lower one is leased anew. */
    void follow(BudgetLine now) {
        BudgetLine before = line;
        if (now.maxNanos() == before.maxNanos() && Objects.equals(now.softNanos(), before.softNanos())) {
            return;
        }
        line = now;
        refused = false;
        if (now.maxNanos() < before.maxNanos()) {
            standing = null;
            unreturned.addAndGet(held.getAndSet(0));
        }
    }

    /** Reserves so much; false when there is too little. */
    boolean take(long nanos, long nowNanos) {
        // In this order what is on its way between the two counts as unspent.
        reserved.addAndGet(nanos);
        usedNanos = nowNanos;
        long before = held.get();
        while (nanos > 0 && before >= nanos && !held.compareAndSet(before, before - nanos)) {
            before = held.get();
        }
        boolean taken = nanos == 0 || before >= nanos;
        if (!taken) {
            reserved.addAndGet(-nanos);
        }
        return taken;
    }

    /** Puts back what was reserved, but for what was spent. */
    void settle(long reservation, long spent, boolean hard, long nowNanos) {
        consumed.addAndGet(spent);
        usedNanos = nowNanos;
        if (hard) {
            held.addAndGet(reservation - spent);
            reserved.addAndGet(-reservation);
            bell.ring();
        }
    }

    boolean isBusy() {
        return reserved.get() != 0;
    }

    boolean isLow() {
        return held.get() < lowMark;
    }

    /** Whether so much cannot be had, however long one waits. */
    boolean excludes(long nanos, long nowNanos) {
        Standing known = standing;
        return known != null && known.excludes(nanos, line.maxNanos(), held.get(), isBusy(), nowNanos);
    }

    /** Needs this much more, at least and at best; true when nobody has asked for it yet. */
    boolean ask(long atLeast, long best, long callNanos) {
        synchronized (this) {
            least = least == 0 ? atLeast : atLeast == 0 ? least : Math.min(least, atLeast);
            sum = plus(sum, best);
            typical = Math.max(callNanos, typical / 2);
        }
        return asked.compareAndSet(false, true);
    }

    /** What to ask the bank for; begins anew. */
    Bank.Wish wish(long nowNanos) {
        asked.set(false);
        synchronized (this) {
            adapt(nowNanos);
            long want = line.isHard() && (sum > 0 || isLow()) ? plus(sum, ahead()) : 0;
            Bank.Wish wish = new Bank.Wish(account, line.maxNanos(), least, want);
            least = 0;
            sum = 0;
            return wish;
        }
    }

    /** What is leased before it is needed; nothing near the end. */
    private long ahead() {
        Standing known = standing;
        return known == null ? slice : Math.min(slice, known.left() / SLICES);
    }

    private void adapt(long nowNanos) {
        long since = nowNanos - leasedNanos;
        long usual = times(typical, TYPICAL_CALLS);
        slice = since < BUSY_NANOS && leasedNanos != 0 ? times(slice, 2) : since > CALM_NANOS ? slice / 2 : slice;
        slice = Math.max(usual, slice);
        leasedNanos = nowNanos;
    }

    /** The bank has answered. */
    void granted(Grant grant, Bank.Wish wish, long nowNanos) {
        held.addAndGet(grant.amount());
        if (wish.max() > line.maxNanos()) { // lowered meanwhile
            unreturned.addAndGet(held.getAndSet(0));
            bell.ring();
            return;
        }
        Standing before = standing;
        Standing now = new Standing(grant, wish.max(), nowNanos);
        standing = now;
        consumed.set(consumed(grant, before));
        synchronized (this) {
            long ahead = ahead();
            lowMark = ahead < typical ? 0 : ahead / 2;
        }
        bell.ring();
    }

    /** Without a lease it is not known what was spent here and is not settled yet, but for what was spent since. */
    private long consumed(Grant grant, @Nullable Standing before) {
        boolean wasReset = before != null && grant.settled() < before.grant().settled();
        if (!line.isHard()) {
            return wasReset ? grant.settled() : Math.max(consumed.get(), grant.settled());
        }
        return grant.settled() + Math.max(0, grant.own() - held.get() - reserved.get());
    }

    /** Takes everything out that could be returned, a debt as well when all is forgiven. */
    long surrender(boolean debts) {
        lowMark = 0;
        long out = unreturned.getAndSet(0);
        long free = held.get();
        while ((free > 0 || debts && free < 0) && !held.compareAndSet(free, 0)) {
            free = held.get();
        }
        return free > 0 || debts ? out + free : out;
    }

    /** What a lower budget made superfluous. */
    long superfluous() {
        return unreturned.getAndSet(0);
    }

    boolean isIdle(long nanos, long nowNanos) {
        return nowNanos - usedNanos > nanos;
    }

    /** Nobody finds it any more. */
    void retire() {
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }

    /** Whether something was spent since the bank told how the account stands, so long ago that others may have spent as well. */
    boolean isOutdated(long nanos, long nowNanos) {
        Standing known = standing;
        return known == null ? !line.isHard() : usedNanos > known.toldNanos() && nowNanos - known.toldNanos() > nanos;
    }

    boolean reaches(BudgetListener.Mark mark) {
        boolean reached = consumed.get() >= mark.from(line) || mark == BudgetListener.Mark.EXHAUSTED && refused;
        return (told & mark.bit()) == 0 && reached;
    }

    /** Whether it was used since somebody asked this last; asked by the teller alone. */
    boolean isNews() {
        boolean news = usedNanos != shownNanos;
        shownNanos = usedNanos;
        return news;
    }

    /** When its window ends; null for never. */
    @Nullable
    Instant ends() {
        return endMillis == Long.MAX_VALUE ? null : Instant.ofEpochMilli(endMillis);
    }

    /** It did not suffice for a call. */
    void refused() {
        refused = true;
    }

    /** Tells of a mark no more; by the teller alone. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by one thread only
    void told(BudgetListener.Mark mark) {
        told |= mark.bit();
    }

    private static long plus(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long times(long one, int factor) {
        return one > Long.MAX_VALUE / factor ? Long.MAX_VALUE : one * factor;
    }
}
