package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.call.Limit;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisFailure;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
    private final String instance;
    private final Pace pace;
    private final LimitListener listener;
    private final LongSupplier nanoClock;
    private final Instances instances;
    private final Set<Tally> holding = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private long beats;

    Leases(Redis redis, String instance, Pace pace, LimitListener listener, LongSupplier nanoClock) {
        this.redis = redis;
        this.instance = instance;
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
        Order order = order(tally, limit, admission, sent);
        if (order.isEmpty()) {
            return true;
        }
        boolean answered = false;
        try {
            List<@Nullable Object> answer = take(tally, order);
            answered = true;
            instances.heard(sent);
            received(tally, order, answer, sent);
            return true;
        } catch (RedisFailure away) {
            instances.unheard();
            return instances.terms(sent) == Terms.WHOLE;
        } finally {
            long now = nanoClock.getAsLong();
            tally.asked(now, answered);
            listener.asked(now - sent, answered);
        }
    }

    /** What a descriptor lacks: for each of what is counted the limit, the least that is of use, and how much is wished. */
    private record Order(long[] limits, long[] least, long[] wishes) {

        boolean isEmpty() {
            return least[0] + least[1] + least[2] == 0;
        }
    }

    private static Order order(Tally tally, Limit limit, Admission admission, long now) {
        int kinds = Counted.all().length;
        Order order = new Order(new long[kinds], new long[kinds], new long[kinds]);
        tally.lock();
        try {
            for (Counted counted : Counted.all()) {
                Long most = counted.of(limit);
                long amount = most == null ? 0 : admission.amount(counted, most);
                if (most != null && amount > 0) {
                    long missing = tally.missing(counted, amount, now);
                    int i = counted.ordinal();
                    order.limits[i] = most;
                    order.least[i] = missing;
                    order.wishes[i] = missing == 0 ? 0 : wish(tally.counter(counted), counted, amount, missing, now);
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

    private List<@Nullable Object> take(Tally tally, Order order) {
        String[] arguments = {
            "take",
            text(pace.window().toMillis()),
            instance,
            text(instances.count()),
            text(pace.slots().toMillis()),
            text(order.limits[0]),
            text(order.least[0]),
            text(order.wishes[0]),
            text(order.limits[1]),
            text(order.least[1]),
            text(order.wishes[1]),
            text(order.limits[2]),
            text(order.least[2]),
            text(order.wishes[2])
        };
        try {
            return redis.runKnown(Scripts.PERMITS, keys(tally), arguments);
        } catch (RedisFailure failed) {
            // A Redis that does not know the script may have lost everything else too.
            if (!failed.isUnknownScript() || !instances.beat() || terms(nanoClock.getAsLong()) != Terms.LEASED) {
                throw failed;
            }
            return redis.run(Scripts.PERMITS, keys(tally), arguments);
        }
    }

    private void received(Tally tally, Order order, List<@Nullable Object> answer, long sent) {
        tally.lock();
        try {
            long start = number(answer.get(0));
            if (start > 0) {
                // The window's end is reckoned from before the question, so that it is never later here than there.
                tally.follow(start, sent + Terms.nanos(number(answer.get(1))));
            }
            long now = nanoClock.getAsLong();
            for (Counted counted : Counted.all()) {
                int i = counted.ordinal();
                if (order.least[i] > 0 || order.limits[i] > 0 && counted != Counted.PARALLEL) {
                    tally.counter(counted)
                            .leased(order.least[i], number(answer.get(3 + 2 * i)), number(answer.get(2 + 2 * i)), now);
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
        correct(tally, 0, 0, 0, -slots.release(slots.spare() - kept));
    }

    @Override
    public void overdrawn(Tally tally, long tokens) {
        correct(tally, 0, 0, tokens, 0);
    }

    /** Gives back what of the window nobody uses. */
    private void giveBack(Tally tally, long now) {
        if (tally.isLeased(now)) {
            long requests = tally.counter(Counted.REQUESTS).release(Long.MAX_VALUE);
            long tokens = tally.counter(Counted.TOKENS).release(Long.MAX_VALUE);
            correct(tally, tally.start(), -requests, -tokens, 0);
        }
    }

    private void correct(Tally tally, long start, long requests, long tokens, long slots) {
        if (requests != 0 || tokens != 0 || slots != 0) {
            redis.tellKnown(
                    Scripts.PERMITS,
                    keys(tally),
                    "correct",
                    text(pace.window().toMillis()),
                    instance,
                    text(pace.slots().toMillis()),
                    text(start),
                    text(requests),
                    text(tokens),
                    text(slots));
        }
    }

    @Override
    public void run() {
        try {
            while (!closed.await(pace.beat().toMillis(), TimeUnit.MILLISECONDS)) {
                boolean back = instances.terms(nanoClock.getAsLong()) != Terms.LEASED;
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
        // With the script's text: a Redis that was started again may not have been asked for anything yet.
        redis.tell(
                Scripts.PERMITS, keys(tally), "hold", instance, text(pace.slots().toMillis()), text(slots.held()));
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

    private static List<String> keys(Tally tally) {
        return List.of("dragoman:limit:{" + tally.key() + "}:window", "dragoman:limit:{" + tally.key() + "}:slots");
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    private static long number(@Nullable Object answer) {
        return answer instanceof Long number ? number : 0;
    }
}
