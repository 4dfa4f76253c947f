package dev.dragoman.gateway.limit;

import java.util.concurrent.locks.ReentrantLock;

/**
 * What one descriptor, such as a key or a team, has used: requests and tokens of a window that begins with its first request, and calls
 * that run. All but the lock for asking is guarded by {@link #lock}; tallies are locked in the order of their numbers.
 */
final class Tally {

    /** The value of {@link #start} for a window that Redis does not know. */
    private static final long OWN = -1;

    private final String key;
    private final long number;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock asking = new ReentrantLock();
    private final Counter requests = new Counter();
    private final Counter tokens = new Counter();
    private final Counter parallel = new Counter();
    private final int spread;
    private Terms terms = Terms.WHOLE;
    private long serial;
    private long start = OWN;
    private long endNanos;
    private boolean begun;
    private boolean forgotten;
    private boolean touched;
    private int waiting;
    private long slots;
    private boolean askedBefore;
    private boolean answered;
    private long askedNanos;

    Tally(String key, long number) {
        this.key = key;
        this.number = number;
        this.spread = key.hashCode() & 0xFFFF;
    }

    String key() {
        return key;
    }

    long number() {
        return number;
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Held by who asks Redis for more of this, so that one does it for all. */
    ReentrantLock asking() {
        return asking;
    }

    Counter counter(Counted counted) {
        return switch (counted) {
            case REQUESTS -> requests;
            case TOKENS -> tokens;
            case PARALLEL -> parallel;
        };
    }

    /** Which window this is, among all of this tally. */
    long serial() {
        return serial;
    }

    /** When the window began, by Redis's clock in milliseconds. */
    long start() {
        return start;
    }

    long endNanos() {
        return endNanos;
    }

    boolean isOpen(long now) {
        return begun && now - endNanos < 0;
    }

    /** Whether the window that is open is one of Redis's. */
    boolean isLeased(long now) {
        return isOpen(now) && start != OWN;
    }

    /** Whether the window that is open is one that Redis does not know. */
    boolean isOwn(long now) {
        return isOpen(now) && start == OWN;
    }

    /** How much may be used at this moment without asking anybody. */
    long allowed(Counted counted, long limit, Terms now, long nanos) {
        Counter counter = counter(counted);
        if (counted == Counted.PARALLEL) {
            return now.is(Terms.Kind.LEASED) || now.is(Terms.Kind.HELD) ? counter.held() : now.allowed(limit, spread);
        }
        if (isLeased(nanos)) {
            return now.is(Terms.Kind.WHOLE) ? limit - counter.elsewhere() : counter.held();
        }
        return (isOpen(nanos) ? terms : now).allowed(limit, spread);
    }

    /** How much is used of what counts at this moment. */
    long used(Counted counted, long now) {
        return counted == Counted.PARALLEL || isOpen(now) ? counter(counted).used() : 0;
    }

    /** What is left of a limit over all instances, as far as is known here. */
    long remaining(Counted counted, long limit, Terms now, long nanos) {
        long reachable = isLeased(nanos) || counted == Counted.PARALLEL && now.is(Terms.Kind.LEASED)
                ? limit - counter(counted).elsewhere()
                : (isOpen(nanos) ? terms : now.is(Terms.Kind.LEASED) ? Terms.WHOLE : now).allowed(limit, spread);
        return Math.max(0, reachable - used(counted, nanos));
    }

    /** Whether Redis said a moment ago that it has not what is missing, or needs not be asked. */
    boolean isRefused(Counted counted, long amount, long now) {
        return counted != Counted.PARALLEL && isOwn(now)
                || counter(counted).isRefused(missing(counted, amount, now), now);
    }

    /** How much has to be handed out before so much more can be used. */
    long missing(Counted counted, long amount, long now) {
        return counted == Counted.PARALLEL || isOpen(now) ? counter(counted).missing(amount) : amount;
    }

    /** Uses so much; begins a window when none is open. */
    void use(Counted counted, long amount, Terms now, long nanos, long windowNanos) {
        if (counted != Counted.PARALLEL && !isOpen(nanos)) {
            begin(OWN, now, now.end(nanos, windowNanos));
        }
        touched = true;
        counter(counted).use(amount);
    }

    /** Goes on with a window of Redis's, which may be the one that is known. */
    void follow(long startMillis, long end) {
        if (start != startMillis) {
            begin(startMillis, Terms.LEASED, end);
        }
    }

    private void begin(long startMillis, Terms newTerms, long end) {
        serial++;
        begun = true;
        start = startMillis;
        terms = newTerms;
        endNanos = end;
        requests.reset();
        tokens.reset();
    }

    /** Redis was asked for more of this until then, and answered or did not. */
    void asked(long nanos, boolean wasAnswered) {
        askedBefore = true;
        askedNanos = nanos;
        answered = wasAnswered;
    }

    /** Whether Redis was asked since then; guarded by the lock for asking. */
    boolean askedSince(long nanos) {
        return askedBefore && askedNanos - nanos > 0;
    }

    /** Whether it answered. */
    boolean wasAnswered() {
        return answered;
    }

    /** How many calls at once were allowed when one was last admitted. */
    long slots() {
        return slots;
    }

    /** So many calls are allowed at once. */
    void slots(long allowed) {
        slots = allowed;
    }

    /** Somebody waits for more of this, or does no more. */
    void waiting(int change) {
        waiting += change;
    }

    /** Whether anything was used since the last look. */
    boolean wasTouched() {
        boolean was = touched;
        touched = false;
        return was;
    }

    /** Whether it is no longer in use: whoever finds that looks its descriptor up again. */
    boolean isForgotten() {
        return forgotten;
    }

    /** Goes out of use when nothing depends on it any more, and says whether it did. */
    boolean forget(long now) {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            forgotten = !isOpen(now) && parallel.used() == 0 && parallel.held() == 0 && waiting == 0;
            return forgotten;
        } finally {
            lock.unlock();
        }
    }
}
