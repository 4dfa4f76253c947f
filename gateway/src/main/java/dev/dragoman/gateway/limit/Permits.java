package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisFailure;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The permits of descriptors as Redis has them, taken and given back by one instance. */
final class Permits {

    private static final int FIRST_COUNT = 2;

    private final Redis redis;
    private final String instance;
    private final String windowMillis;
    private final String slotMillis;

    Permits(Redis redis, String instance, Pace pace) {
        this.redis = redis;
        this.instance = instance;
        this.windowMillis = text(pace.window().toMillis());
        this.slotMillis = text(pace.slots().toMillis());
    }

    /**
     * What is asked for.
     *
     * @param limits how much is allowed, by what is counted
     * @param least the least that is of use; zero for what is not asked for
     * @param wishes how much would be welcome
     */
    record Order(long[] limits, long[] least, long[] wishes) {

        /** For nothing. */
        static Order empty() {
            int kinds = Counted.all().length;
            return new Order(new long[kinds], new long[kinds], new long[kinds]);
        }

        boolean isEmpty() {
            return least[0] + least[1] + least[2] == 0;
        }
    }

    /** What was handed out. */
    record Handed(List<@Nullable Object> answer) {

        /** When the window began, in Redis's milliseconds; zero when there is none. */
        long start() {
            return number(answer.get(0));
        }

        /** What is left of the window. */
        long leftNanos() {
            return TimeUnit.MILLISECONDS.toNanos(number(answer.get(1)));
        }

        /** How much all instances have. */
        long taken(Counted counted) {
            return number(answer.get(FIRST_COUNT + 2 * counted.index()));
        }

        /** How much this instance was given now. */
        long granted(Counted counted) {
            return number(answer.get(FIRST_COUNT + 2 * counted.index() + 1));
        }

        private static long number(@Nullable Object answer) {
            return answer instanceof Long number ? number : 0;
        }
    }

    /**
     * Asks for permits.
     *
     * @param instances among how many the limits are shared
     * @param unharmed asked when Redis does not know what to do: it was started again, and may have lost everything else too
     * @throws RedisFailure when there is no answer
     */
    Handed take(Tally tally, Order order, int instances, BooleanSupplier unharmed) {
        String[] arguments = {
            "take",
            windowMillis,
            instance,
            text(instances),
            slotMillis,
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
            return new Handed(redis.runKnown(Scripts.PERMITS, keys(tally), arguments));
        } catch (RedisFailure failed) {
            if (!failed.isUnknownScript() || !unharmed.getAsBoolean()) {
                throw failed;
            }
            return new Handed(redis.run(Scripts.PERMITS, keys(tally), arguments));
        }
    }

    /**
     * Corrects what this instance has; nobody waits for it.
     *
     * @param start of which window; zero for that of the moment
     */
    void correct(Tally tally, long start, long requests, long tokens, long slots) {
        if (requests != 0 || tokens != 0 || slots != 0) {
            redis.tellKnown(
                    Scripts.PERMITS,
                    keys(tally),
                    "correct",
                    windowMillis,
                    instance,
                    slotMillis,
                    text(start),
                    text(requests),
                    text(tokens),
                    text(slots));
        }
    }

    /** Says how many slots this instance has; with the script's text, because Redis may have been started again meanwhile. */
    void hold(Tally tally, long slots) {
        redis.tell(Scripts.PERMITS, keys(tally), "hold", instance, slotMillis, text(slots));
    }

    private static List<String> keys(Tally tally) {
        return List.of("dragoman:limit:{" + tally.key() + "}:window", "dragoman:limit:{" + tally.key() + "}:slots");
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
