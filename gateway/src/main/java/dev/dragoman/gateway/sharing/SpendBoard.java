package dev.dragoman.gateway.sharing;

import dev.dragoman.gateway.call.SpendBook;
import dev.dragoman.gateway.config.BudgetPeriod;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what all instances spend, in Redis. Every instance hands over what it spent a few times a second, and reads the sums: those
 * told here are of a moment ago, with all that this instance spent since. Nobody waits for it; while Redis is away each instance adds
 * its own to what it knew, and hands it over later.
 *
 * <p>A sum lives in Redis as long as its period, which begins with its first spending, wherever that was. What an instance hands over
 * has a number, under which it counts once however often it is sent. Should Redis have lost a sum, the first to come restores it.
 */
public final class SpendBoard implements SpendBook, Runnable, AutoCloseable {

    // The braces keep all sums in one slot of a cluster.
    private static final String SUMS = "dragoman:{spend}:";
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MOST_NAMES = 10_000;
    private static final int MOST_AT_ONCE = 100;

    /** A sum that is about to end need not be restored when it is gone. */
    private static final Duration ENDING = Duration.ofSeconds(2);

    /**
     * For each key: the number of what is handed over, the amount, the milliseconds that the period has left here, and the sum as this
     * instance knew it, or zero. Answers the sum and the milliseconds that it has left, for each key.
     */
    private static final byte[] HAND_OVER = Redis.bytes("""
            local told = {}
            for i, key in ipairs(KEYS) do
              local number, amount, left, known = ARGV[i*4-2], ARGV[i*4-1], ARGV[i*4], ARGV[i*4+1]
              if redis.call('exists', key) == 0 and (known ~= '0' or amount ~= '0') then
                redis.call('hset', key, 'sum', known)
                redis.call('pexpire', key, left)
              end
              if amount ~= '0' and redis.call('hget', key, ARGV[1]) ~= number then
                redis.call('hincrby', key, 'sum', amount)
                redis.call('hset', key, ARGV[1], number)
              end
              told[i*2-1] = redis.call('hget', key, 'sum')
              told[i*2] = redis.call('pttl', key)
            end
            return told
            """);

    private final Redis redis;
    private final byte[] instance;
    private final InstantSource clock;
    private final BooleanSupplier ended;
    private final Map<String, Sum> sums = new ConcurrentHashMap<>();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private long number;

    /**
     * A board.
     *
     * @param instance a name that no other instance has
     * @param ended whether the gateway is at its end
     */
    public SpendBoard(Redis redis, String instance, InstantSource clock, BooleanSupplier ended) {
        this.redis = redis;
        this.instance = Redis.bytes("by " + instance);
        this.clock = clock;
        this.ended = ended;
    }

    /**
     * What was spent in a period, in nano-dollars.
     *
     * @param told the sum that Redis told
     * @param unsent what was spent here and has not been handed over
     * @param sent what has been handed over and not been confirmed
     * @param number under which that counts
     */
    private record Sum(Instant end, long told, long unsent, long sent, long number) {

        private long all() {
            return told + unsent + sent;
        }

        private Sum plus(long more) {
            return new Sum(end, told, unsent + more, sent, number);
        }

        private Sum handingOver(long next) {
            return sent > 0 || unsent == 0 ? this : new Sum(end, told, 0, unsent, next);
        }

        private boolean hasEnded(Instant now) {
            return !now.isBefore(end);
        }
    }

    /** Hands over and reads from now on, on a thread of its own. */
    public void start() {
        Thread.ofVirtual().name("spend-board").start(this);
    }

    @Override
    public long spent(String key) {
        Sum sum = running(key);
        return sum == null ? 0 : sum.all();
    }

    @Override
    public @Nullable Instant end(String key) {
        Sum sum = running(key);
        return sum == null ? null : sum.end();
    }

    @Override
    public void add(String key, long nanoDollars, BudgetPeriod period) {
        Instant now = clock.instant();
        note(key);
        sums.compute(
                key,
                (any, sum) -> sum == null || sum.hasEnded(now)
                        ? new Sum(period.endOf(now), 0, nanoDollars, 0, 0)
                        : sum.plus(nanoDollars));
    }

    @Override
    public void run() {
        try {
            while (!ended.getAsBoolean()) {
                look();
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands over what is left. */
    @Override
    public void close() {
        look();
    }

    private @Nullable Sum running(String key) {
        note(key);
        Sum sum = sums.get(key);
        return sum == null || sum.hasEnded(clock.instant()) ? null : sum;
    }

    private void note(String key) {
        if (!names.contains(key) && names.size() < MOST_NAMES) {
            names.add(key);
        }
    }

    private synchronized void look() {
        List<String> all = List.copyOf(names);
        try {
            for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
                look(all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE)));
            }
        } catch (RedisFailure away) {
            // Its health tells; what was not confirmed is sent again under the same number.
        }
    }

    private void look(List<String> keys) {
        number++;
        List<byte[]> sent = new ArrayList<>();
        sent.add(HAND_OVER);
        sent.add(Redis.bytes(Integer.toString(keys.size())));
        keys.forEach(key -> sent.add(Redis.bytes(SUMS + key)));
        sent.add(instance);
        List<@Nullable Sum> before = new ArrayList<>();
        for (String key : keys) {
            Sum sum = handedOver(key);
            before.add(sum);
            describe(sum, sent);
        }
        Instant asked = clock.instant();
        if (redis.call(PATIENCE, "EVAL", sent.toArray(new byte[0][])) instanceof List<?> told
                && told.size() == 2 * keys.size()) {
            for (int i = 0; i < keys.size(); i++) {
                take(keys.get(i), before.get(i), asked, told.get(2 * i), told.get(2 * i + 1));
            }
        }
    }

    /** What is to be handed over from now on; null when there is no running period. */
    private @Nullable Sum handedOver(String key) {
        Instant now = clock.instant();
        return sums.computeIfPresent(key, (any, sum) -> sum.hasEnded(now) ? null : sum.handingOver(number));
    }

    private void describe(@Nullable Sum sum, List<byte[]> sent) {
        if (sum == null) {
            for (int i = 0; i < 4; i++) {
                sent.add(Redis.bytes("0"));
            }
            return;
        }
        Duration left = Duration.between(clock.instant(), sum.end());
        sent.add(Redis.bytes(Long.toString(sum.number())));
        sent.add(Redis.bytes(Long.toString(sum.sent())));
        sent.add(Redis.bytes(Long.toString(Math.max(1, left.toMillis()))));
        sent.add(Redis.bytes(Long.toString(left.compareTo(ENDING) > 0 ? sum.told() : 0)));
    }

    /** Takes up what Redis told of a key; what was spent here meanwhile stays to be handed over. */
    private void take(String key, @Nullable Sum before, Instant asked, @Nullable Object sum, @Nullable Object left) {
        if (!(left instanceof Long millis) || millis <= 0 || !(sum instanceof byte[] digits)) {
            return;
        }
        long told = Long.parseLong(new String(digits, StandardCharsets.UTF_8));
        Instant end = asked.plusMillis(millis);
        sums.compute(key, (any, now) -> {
            boolean confirmed = now != null && before != null && now.number() == before.number();
            return now == null
                    ? new Sum(end, told, 0, 0, 0)
                    : new Sum(end, told, now.unsent(), confirmed ? 0 : now.sent(), now.number());
        });
    }
}
