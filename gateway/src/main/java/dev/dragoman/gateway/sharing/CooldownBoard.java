package dev.dragoman.gateway.sharing;

import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisFailure;
import dev.dragoman.routing.Cooldown;
import dev.dragoman.routing.CooldownListener;
import dev.dragoman.routing.Cooldowns;
import dev.dragoman.routing.Deployment;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A board in Redis on which every instance notes which deployments it leaves alone, and reads what others noted a few times a second.
 * Times on it are Redis's, so that clocks of instances may differ. Nobody waits for it; while Redis is away each instance goes on with
 * what it knows.
 */
public final class CooldownBoard implements CooldownListener, Runnable {

    private static final byte[] BOARD = Redis.bytes("dragoman:cooldowns");
    private static final long LOOK_MILLIS = 200;
    private static final long FORGOTTEN_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final Redis redis;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final BooleanSupplier ended;
    private final Set<String> adopted = new HashSet<>();
    private volatile long aheadMillis;
    private @Nullable Cooldowns cooldowns;

    /**
     * A board.
     *
     * @param ended whether the gateway is at its end
     */
    public CooldownBoard(Redis redis, InstantSource clock, LongSupplier nanoClock, BooleanSupplier ended) {
        this.redis = redis;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.ended = ended;
    }

    /** Reads for these from now on, on a thread of its own. */
    public void follow(Cooldowns mine) {
        cooldowns = mine;
        Thread.ofVirtual().name("cooldown-board").start(this);
    }

    @Override
    public void began(Deployment deployment, Cooldown cooldown) {
        long left = TimeUnit.NANOSECONDS.toMillis(cooldown.untilNanos() - nanoClock.getAsLong());
        long until = clock.millis() - aheadMillis + left;
        redis.tell(
                "HSET",
                BOARD,
                Redis.bytes(cooldown.deployment()),
                Redis.bytes(until + " " + cooldown.status() + " " + cooldown.reason()));
        redis.tell("PEXPIRE", BOARD, Redis.bytes(Long.toString(FORGOTTEN_MILLIS)));
    }

    @Override
    public void ended(String deploymentId) {
        redis.tell("HDEL", BOARD, Redis.bytes(deploymentId));
    }

    @Override
    public void run() {
        try {
            while (!ended.getAsBoolean()) {
                look();
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            readClock();
            adopt(notes());
        } catch (RedisFailure away) {
            // Its health tells; what is known goes on until its time is over.
            adopted.clear();
        }
    }

    private void readClock() {
        if (redis.call("TIME") instanceof List<?> time && time.size() == 2) {
            long seconds = Long.parseLong(text(time.get(0)));
            long micros = Long.parseLong(text(time.get(1)));
            aheadMillis = clock.millis() - TimeUnit.SECONDS.toMillis(seconds) - micros / 1_000;
        }
    }

    private Map<String, Cooldown> notes() {
        Map<String, Cooldown> notes = new HashMap<>();
        if (redis.call("HGETALL", BOARD) instanceof List<?> pairs) {
            for (int i = 0; i + 1 < pairs.size(); i += 2) {
                String id = text(pairs.get(i));
                Cooldown note = note(id, text(pairs.get(i + 1)));
                if (note != null) {
                    notes.put(id, note);
                }
            }
        }
        return notes;
    }

    /** What stands there; null when its time has been over for long, or when it is none of ours. */
    private @Nullable Cooldown note(String id, String text) {
        String[] parts = text.split(" ", 3);
        try {
            long left = Long.parseLong(parts[0]) + aheadMillis - clock.millis();
            if (parts.length == 3 && left > -FORGOTTEN_MILLIS) {
                long until = nanoClock.getAsLong() + TimeUnit.MILLISECONDS.toNanos(left);
                return new Cooldown(id, until, Integer.parseInt(parts[1]), parts[2]);
            }
        } catch (NumberFormatException foreign) {
            return null;
        }
        return null;
    }

    private void adopt(Map<String, Cooldown> notes) {
        Cooldowns mine = cooldowns;
        if (mine == null) {
            return;
        }
        notes.forEach((id, note) -> {
            if (note.untilNanos() - nanoClock.getAsLong() > 0) {
                mine.adopt(note);
                adopted.add(id);
            }
        });
        adopted.removeIf(id -> {
            boolean gone = !notes.containsKey(id);
            if (gone) {
                mine.release(id);
            }
            return gone;
        });
    }

    private static String text(@Nullable Object bytes) {
        return bytes instanceof byte[] utf8 ? new String(utf8, StandardCharsets.UTF_8) : String.valueOf(bytes);
    }
}
