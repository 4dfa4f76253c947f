package dev.dragoman.gateway.sharing;

import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisFailure;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.choice.BusyBook;
import dev.dragoman.routing.choice.UsageBook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A board in Redis on which every instance notes a few times a second what it asks of deployments, and reads what others noted: the
 * counts told here are its own, which are exact, and those of others, which are a moment old. Nobody waits for it; while Redis is away
 * each instance goes on with its own.
 */
public final class LoadBoard implements UsageBook, BusyBook, Runnable {

    private static final byte[] BOARD = Redis.bytes("dragoman:load");
    private static final long LOOK_MILLIS = 200;
    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);

    /** An instance that has not been heard of for so long answers no calls any more. */
    private static final long SILENT_MILLIS = 5_000;

    private static final int MOST_DEPLOYMENTS = 10_000;

    private final Redis redis;
    private final byte[] instance;
    private final UsageBook usage;
    private final BusyBook busy;
    private final InstantSource clock;
    private final BooleanSupplier ended;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile Others others = new Others(0, Map.of());

    /**
     * A board.
     *
     * @param instance a name that no other instance has
     * @param usage this instance's own
     * @param busy this instance's own
     * @param ended whether the gateway is at its end
     */
    public LoadBoard(
            Redis redis, String instance, UsageBook usage, BusyBook busy, InstantSource clock, BooleanSupplier ended) {
        this.redis = redis;
        this.instance = Redis.bytes(instance);
        this.usage = usage;
        this.busy = busy;
        this.clock = clock;
        this.ended = ended;
    }

    /** What others ask of a deployment. */
    private record Load(long requests, long tokens, long busy) {

        private static final Load NONE = new Load(0, 0, 0);

        private Load plus(Load more) {
            return new Load(requests + more.requests, tokens + more.tokens, busy + more.busy);
        }
    }

    /** What others ask in a minute. */
    private record Others(long minute, Map<String, Load> loads) {}

    /** Notes and reads from now on, on a thread of its own. */
    public void start() {
        Thread.ofVirtual().name("load-board").start(this);
    }

    @Override
    public long requests(String deploymentId) {
        return usage.requests(deploymentId) + ofMinute(deploymentId).requests;
    }

    @Override
    public long tokens(String deploymentId) {
        return usage.tokens(deploymentId) + ofMinute(deploymentId).tokens;
    }

    @Override
    public boolean take(String deploymentId, @Nullable Long limit) {
        note(deploymentId);
        return usage.take(deploymentId, limit == null ? null : Math.max(0, limit - ofMinute(deploymentId).requests));
    }

    @Override
    public void add(String deploymentId, long tokens) {
        note(deploymentId);
        usage.add(deploymentId, tokens);
    }

    @Override
    public Duration left() {
        return usage.left();
    }

    @Override
    public int inFlight(String deploymentId) {
        note(deploymentId);
        return busy.inFlight(deploymentId) + (int) others.loads.getOrDefault(deploymentId, Load.NONE).busy;
    }

    @Override
    public void run() {
        try {
            while (!ended.getAsBoolean()) {
                look();
                Thread.sleep(LOOK_MILLIS);
            }
            redis.tell("HDEL", BOARD, instance);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(String deploymentId) {
        if (known.size() < MOST_DEPLOYMENTS) {
            known.add(deploymentId);
        }
    }

    private Load ofMinute(String deploymentId) {
        Others now = others;
        return now.minute == clock.millis() / MINUTE ? now.loads.getOrDefault(deploymentId, Load.NONE) : Load.NONE;
    }

    private void look() {
        try {
            // Redis's clock is the one that all instances have.
            long now = time();
            redis.tell("HSET", BOARD, instance, Redis.bytes(mine(now).toJson()));
            redis.tell("PEXPIRE", BOARD, Redis.bytes(Long.toString(2 * MINUTE)));
            others = new Others(clock.millis() / MINUTE, read(now));
        } catch (RedisFailure away) {
            others = new Others(0, Map.of());
        }
    }

    private long time() {
        if (redis.call("TIME") instanceof List<?> time && time.size() == 2) {
            return Long.parseLong(text(time.get(0))) * 1_000 + Long.parseLong(text(time.get(1))) / 1_000;
        }
        return clock.millis();
    }

    private JsonObject mine(long now) {
        JsonObject.Builder loads = JsonObject.builder();
        for (String id : known) {
            long requests = usage.requests(id);
            long tokens = usage.tokens(id);
            int running = busy.inFlight(id);
            if (requests + tokens + running > 0) {
                loads.put(id, JsonArray.of(JsonNumber.of(requests), JsonNumber.of(tokens), JsonNumber.of((long)
                        running)));
            }
        }
        return JsonObject.builder()
                .put("at", JsonNumber.of(now))
                .put("loads", loads.build())
                .build();
    }

    private Map<String, Load> read(long now) {
        Map<String, Load> sum = new HashMap<>();
        if (redis.call("HGETALL", BOARD) instanceof List<?> pairs) {
            for (int i = 0; i + 1 < pairs.size(); i += 2) {
                if (!text(pairs.get(i)).equals(text(instance))) {
                    add(text(pairs.get(i)), text(pairs.get(i + 1)), now, sum);
                }
            }
        }
        return sum;
    }

    private void add(String from, String text, long now, Map<String, Load> sum) {
        try {
            JsonObject told = Json.parseObject(Redis.bytes(text));
            long at = number(told.get("at"));
            if (at / MINUTE < now / MINUTE - 1) {
                redis.tell("HDEL", BOARD, Redis.bytes(from));
            }
            JsonObject loads = told.object("loads");
            if (at / MINUTE == now / MINUTE && loads != null) {
                boolean alive = now - at < SILENT_MILLIS;
                loads.forEach((id, load) -> sum.merge(id, load(load, alive), Load::plus));
            }
        } catch (JsonSyntaxException foreign) {
            redis.tell("HDEL", BOARD, Redis.bytes(from));
        }
    }

    private static Load load(JsonValue told, boolean alive) {
        return told instanceof JsonArray numbers && numbers.size() == 3
                ? new Load(
                        number(numbers.items().get(0)),
                        number(numbers.items().get(1)),
                        alive ? number(numbers.items().get(2)) : 0)
                : Load.NONE;
    }

    private static long number(@Nullable JsonValue value) {
        Long number = value instanceof JsonNumber told ? told.longValue() : null;
        return number == null ? 0 : number;
    }

    private static String text(@Nullable Object bytes) {
        return bytes instanceof byte[] utf8 ? new String(utf8, StandardCharsets.UTF_8) : String.valueOf(bytes);
    }
}
