package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisFailure;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which instances there are, and on what terms this one admits calls while Redis answers, is silent, or is back. While it is silent an
 * instance uses what it holds until every window that others may have from Redis is over, then an equal share; one that is alone goes
 * on with everything. Thread-safe.
 */
final class Instances {

    private static final List<String> KEYS = List.of("dragoman:{limits}:instances", "dragoman:{limits}:state");
    private static final int FIRST_NAME = 3;

    private final Redis redis;
    private final String name;
    private final Pace pace;
    private final LongSupplier nanoClock;
    private final ReentrantLock beating = new ReentrantLock();
    private volatile @Nullable View view;
    private volatile long heardNanos;
    private volatile boolean troubled;

    Instances(Redis redis, String name, Pace pace, LongSupplier nanoClock) {
        this.redis = redis;
        this.name = name;
        this.pace = pace;
        this.nanoClock = nanoClock;
    }

    /**
     * What was last heard.
     *
     * @param epoch in which Redis lost nothing
     * @param names all instances
     * @param share what this one may use by itself
     * @param fromNanos from when Redis hands out permits
     * @param lostNanos when Redis was last heard before it fell silent
     */
    private record View(String epoch, Set<String> names, Terms share, long fromNanos, long lostNanos) {

        boolean isAlone() {
            return names.size() == 1;
        }
    }

    /** How many there are, this one included. */
    int count() {
        View seen = view;
        return seen == null ? 1 : seen.names.size();
    }

    /** On what terms this one admits calls. */
    Terms terms(long now) {
        View seen = view;
        if (seen == null) {
            return Terms.WHOLE;
        }
        boolean waits = now - seen.fromNanos < 0;
        boolean silent = isSilent(now);
        if (!waits && !silent && !(troubled && seen.isAlone())) {
            return Terms.LEASED;
        }
        if (seen.isAlone()) {
            return Terms.WHOLE;
        }
        long lost = waits ? seen.lostNanos : heardNanos;
        boolean over = now - lost > pace.window().toNanos() + pace.margin().toNanos();
        return over ? seen.share : Terms.HELD;
    }

    private boolean isSilent(long now) {
        return now - heardNanos > pace.silence().toNanos();
    }

    /** Redis answered what was asked at that time. */
    void heard(long askedNanos) {
        if (view == null || askedNanos - heardNanos > 0) {
            heardNanos = askedNanos;
        }
        troubled = false;
    }

    /** Redis did not answer. */
    void unheard() {
        troubled = true;
    }

    /** Gives a sign of life and looks who else does; whether there was an answer. */
    boolean beat() {
        beating.lock();
        try {
            View before = view;
            long sent = nanoClock.getAsLong();
            boolean sharing = before != null && terms(sent).is(Terms.Kind.SHARE);
            List<@Nullable Object> answer = redis.run(
                    Scripts.BEAT,
                    KEYS,
                    name,
                    before == null ? "" : before.epoch,
                    sharing ? "1" : "0",
                    Long.toString(pace.window().toMillis()),
                    Long.toString(pace.margin().toMillis()));
            View now = read(answer, before, sharing, sent);
            heard(sent);
            view = now;
            return true;
        } catch (RedisFailure away) {
            unheard();
            return false;
        } finally {
            beating.unlock();
        }
    }

    private View read(List<@Nullable Object> answer, @Nullable View before, boolean sharing, long sent) {
        long redisNow = number(answer.get(0));
        String epoch = text(answer.get(1));
        long fromNanos = sent + TimeUnit.MILLISECONDS.toNanos(number(answer.get(2)) - redisNow);
        long origin =
                sent - TimeUnit.MILLISECONDS.toNanos(redisNow % pace.window().toMillis());
        Set<String> names = new HashSet<>();
        names.add(name);
        answer.subList(FIRST_NAME, answer.size()).forEach(each -> names.add(text(each)));
        if (before == null) {
            long over = sent - 2 * pace.window().plus(pace.margin()).toNanos();
            return new View(epoch, Set.copyOf(names), share(names, origin), fromNanos, over);
        }
        boolean waited = before.fromNanos - sent > 0;
        boolean waits = fromNanos - sent > 0 && (sharing || waited || !before.epoch.equals(epoch));
        if (waits) {
            names.addAll(before.names); // A Redis that lost everything knows them when they have spoken again.
        }
        long lostNanos = waited ? before.lostNanos : heardNanos;
        return new View(epoch, Set.copyOf(names), share(names, origin), waits ? fromNanos : sent, lostNanos);
    }

    private Terms share(Set<String> names, long origin) {
        int rank = 0;
        for (String other : names) {
            rank += other.compareTo(name) < 0 ? 1 : 0;
        }
        return Terms.share(names.size(), rank, origin);
    }

    private static long number(@Nullable Object value) {
        return value instanceof Long number ? number : Long.parseLong(text(value));
    }

    private static String text(@Nullable Object bytes) {
        return bytes instanceof byte[] utf8 ? new String(utf8, StandardCharsets.UTF_8) : String.valueOf(bytes);
    }
}
