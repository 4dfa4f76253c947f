package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.call.Limit;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisFailure;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Permits that Redis hands out to instances ahead of the calls that use them: one at a time where there are few left, more at once the
 * quicker they are used. Because calls are charged to what an instance holds, a call that does not fit into one of its limits takes
 * nothing of the others, and each descriptor may live in another slot of a cluster.
 */
final class Leases implements Supply, Runnable {

    private static final System.Logger LOG = System.getLogger(Leases.class.getName());
    private static final long PATIENCE_MILLIS = 250;

    /** Of the slots of a limit an instance keeps this part of its share for its next calls. */
    private static final int KEPT_PART = 8;

    private static final int HOLDING_BEATS = 4;

    private final Redis redis;
    private final Permits permits;
    private final Pace pace;
    private final LimitListener listener;
    private final LongSupplier nanoClock;
    private final Instances instances;
    private final Set<Tally> holding = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private long beats;

    Leases(Redis redis, String instance, Pace pace, LimitListener listener, LongSupplier nanoClock) {
        this.redis = redis;
        this.permits = new Permits(redis, instance, pace);
        this.pace = pace;
        this.listener = listener;
        this.nanoClock = nanoClock;
        this.instances = new Instances(redis, instance, pace, nanoClock);
    }

    /** Gives signs of life from now on, on a thread of its own. */
    void begin() {
        // An instance that knows of no other would take everything for its own.
        while (redis.health().isUp() && !instances.beat()) {
            LOG.log(System.Logger.Level.DEBUG, "Redis is slow to answer; asking again");
        }
        if (instances.count() > 1) {
            awaitNoticed();
        }
        Thread.ofVirtual().name("limit-leases").start(this);
    }

    /** Waits until the others have seen that this one is there: one that takes itself for the only one goes on alone without Redis. */
    private void awaitNoticed() {
        try {
            Thread.sleep(pace.beat().multipliedBy(5).dividedBy(4));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Terms terms(long now) {
        return instances.terms(now);
    }

    @Override
    public boolean more(Tally tally, Limit limit, Admission admission) {
        long arrived = nanoClock.getAsLong();
        demand(tally, limit, admission, 1);
        try {
            if (!tally.asking().tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
            try {
                // Whoever asked while this call waited asked for it as well.
                return tally.askedSince(arrived) ? tally.wasAnswered() : ask(tally, limit, admission);
            } finally {
                tally.asking().unlock();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            demand(tally, limit, admission, -1);
        }
    }

    private static void demand(Tally tally, Limit limit, Admission admission, int sign) {
        tally.lock();
        try {
            tally.waiting(sign);
            for (Counted counted : Counted.all()) {
                Long most = counted.of(limit);
                if (most != null) {
                    tally.counter(counted).demand(sign * admission.amount(counted, most));
                }
            }
        } finally {
            tally.unlock();
        }
    }

    private boolean ask(Tally tally, Limit limit, Admission admission) {
        long sent = nanoClock.getAsLong();
        Permits.Order order = order(tally, limit, admission, sent);
        if (order.isEmpty()) {
            return true;
        }
        boolean answered = false;
        try {
            Permits.Handed handed = permits.take(tally, order, instances.count(), this::isUnharmed);
            answered = true;
            instances.heard(sent);
            received(tally, order, handed, sent);
            return true;
        } catch (RedisFailure away) {
            instances.unheard();
            return instances.terms(sent).is(Terms.Kind.WHOLE);
        } finally {
            long now = nanoClock.getAsLong();
            tally.asked(now, answered);
            listener.asked(now - sent, answered);
        }
    }

    private static Permits.Order order(Tally tally, Limit limit, Admission admission, long now) {
        Permits.Order order = Permits.Order.empty();
        tally.lock();
        try {
            for (Counted counted : Counted.all()) {
                Long most = counted.of(limit);
                long amount = most == null ? 0 : admission.amount(counted, most);
                if (most != null && amount > 0) {
                    long missing = tally.missing(counted, amount, now);
                    int i = counted.index();
                    order.limits()[i] = most;
                    order.least()[i] = missing;
                    order.wishes()[i] = missing == 0 ? 0 : wish(tally.counter(counted), counted, amount, missing, now);
                }
            }
        } finally {
            tally.unlock();
        }
        return order;
    }

    private static long wish(Counter counter, Counted counted, long amount, long missing, long now) {
        return counted == Counted.PARALLEL ? missing : counter.wish(amount, missing, now);
    }

    private boolean isUnharmed() {
        return instances.beat() && terms(nanoClock.getAsLong()).is(Terms.Kind.LEASED);
    }

    private void received(Tally tally, Permits.Order order, Permits.Handed handed, long sent) {
        tally.lock();
        try {
            if (handed.start() > 0) {
                // The window's end is reckoned from before the question, so that it is never later here than there.
                tally.follow(handed.start(), sent + handed.leftNanos());
            }
            long now = nanoClock.getAsLong();
            for (Counted counted : Counted.all()) {
                int i = counted.index();
                if (order.least()[i] > 0 || order.limits()[i] > 0 && counted != Counted.PARALLEL) {
                    tally.counter(counted)
                            .leased(order.least()[i], handed.granted(counted), handed.taken(counted), now);
                }
            }
            holding.add(tally);
        } finally {
            tally.unlock();
        }
    }

    @Override
    public void unused(Tally tally) {
        tally.lock();
        try {
            giveBack(tally, nanoClock.getAsLong());
            ended(tally);
        } finally {
            tally.unlock();
        }
    }

    @Override
    public void running(Tally tally) {
        holding.add(tally);
    }

    @Override
    public void ended(Tally tally) {
        Counter slots = tally.counter(Counted.PARALLEL);
        long kept = tally.slots() / ((long) KEPT_PART * instances.count());
        permits.correct(tally, 0, 0, 0, -slots.release(slots.spare() - kept));
    }

    @Override
    public void overdrawn(Tally tally, long tokens) {
        permits.correct(tally, 0, 0, tokens, 0);
    }

    /** Gives back what of the window nobody uses. */
    private void giveBack(Tally tally, long now) {
        if (tally.isLeased(now)) {
            long requests = tally.counter(Counted.REQUESTS).release(Long.MAX_VALUE);
            long tokens = tally.counter(Counted.TOKENS).release(Long.MAX_VALUE);
            permits.correct(tally, tally.start(), -requests, -tokens, 0);
        }
    }

    @Override
    public void run() {
        try {
            while (!closed.await(pace.beat().toMillis(), TimeUnit.MILLISECONDS)) {
                boolean back = !instances.terms(nanoClock.getAsLong()).is(Terms.Kind.LEASED);
                instances.beat();
                beats++;
                boolean holds = back || beats % HOLDING_BEATS == 0;
                holding.forEach(tally -> lookAfter(tally, holds));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAfter(Tally tally, boolean holds) {
        if (!tally.asking().tryLock()) {
            return;
        }
        tally.lock();
        try {
            long now = nanoClock.getAsLong();
            boolean touched = tally.wasTouched();
            if (!touched) {
                giveBack(tally, now);
            }
            if (holds) {
                hold(tally, touched);
            }
            Counter slots = tally.counter(Counted.PARALLEL);
            if (!tally.isOpen(now) && slots.used() == 0 && slots.held() == 0) {
                holding.remove(tally);
            }
        } finally {
            tally.unlock();
            tally.asking().unlock();
        }
    }

    /** Says anew how many slots this instance has, which Redis may have lost; after a lull without those that are spare. */
    private void hold(Tally tally, boolean touched) {
        Counter slots = tally.counter(Counted.PARALLEL);
        if (slots.used() == 0 && slots.held() == 0) {
            return;
        }
        slots.cover();
        if (!touched) {
            slots.release(Long.MAX_VALUE);
        }
        permits.hold(tally, slots.held());
    }

    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        long now = nanoClock.getAsLong();
        for (Tally tally : holding) {
            tally.lock();
            try {
                giveBack(tally, now);
            } finally {
                tally.unlock();
            }
        }
    }
}
