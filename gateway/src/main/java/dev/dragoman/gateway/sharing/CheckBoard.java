package dev.dragoman.gateway.sharing;

import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where instances take turns in checking models, and leave what they found for the others. Ages are by Redis's clock, so that clocks of
 * instances may differ. Every question may end with a {@link dev.dragoman.gateway.redis.RedisFailure}. One thread takes turns, any may
 * ask.
 */
public final class CheckBoard {

    private static final byte[] FOUND = Redis.bytes("dragoman:health:found");
    private static final String TURN = "dragoman:health:turn";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Redis redis;
    private final String instance;
    private final InstantSource clock;
    private final Lease turn;

    /**
     * A board.
     *
     * @param instance a name that no other instance has
     */
    public CheckBoard(Redis redis, String instance, InstantSource clock) {
        this.redis = redis;
        this.instance = instance;
        this.clock = clock;
        this.turn = new Lease(redis, TURN, instance);
    }

    /**
     * What was found last.
     *
     * @param by the instance that found it
     * @param at when, in milliseconds of Redis's clock
     * @param age how long ago
     */
    public record Found(String by, long at, Duration age, JsonObject what) {}

    /** This instance's name. */
    public String instance() {
        return instance;
    }

    /** What was found last; null when that was too long ago, or never. */
    public @Nullable Found last() {
        if (!(redis.call(PATIENCE, "GET", FOUND) instanceof byte[] json)) {
            return null;
        }
        try {
            JsonObject told = Json.parseObject(json);
            Long at = told.integer("at");
            String by = told.string("by");
            JsonObject what = told.object("found");
            return at == null || by == null || what == null
                    ? null
                    : new Found(by, at, Duration.ofMillis(Math.max(0, time() - at)), what);
        } catch (JsonSyntaxException foreign) {
            return null;
        }
    }

    /** Takes the turn unless another has it; of one that is gone it is taken after that time. */
    public boolean begin(Duration lease) {
        return turn.take(lease);
    }

    /** Leaves what was found for the others. */
    public void leave(JsonObject found, Duration kept) {
        JsonObject told = JsonObject.builder()
                .put("by", instance)
                .put("at", time())
                .put("found", found)
                .build();
        byte[] millis = Redis.bytes(Long.toString(kept.toMillis()));
        redis.call(PATIENCE, "SET", FOUND, Redis.bytes(told.toJson()), Redis.bytes("PX"), millis);
    }

    /** Gives the turn back. */
    public void end() {
        turn.giveBack();
    }

    /** Whose turn it is; null when it is nobody's. */
    public @Nullable String holder() {
        return turn.holder();
    }

    private long time() {
        if (redis.call(PATIENCE, "TIME") instanceof List<?> time && time.size() == 2) {
            return TimeUnit.SECONDS.toMillis(number(time.get(0))) + number(time.get(1)) / 1_000;
        }
        return clock.millis();
    }

    private static long number(@Nullable Object digits) {
        return digits instanceof byte[] utf8 ? Long.parseLong(new String(utf8, StandardCharsets.UTF_8)) : 0;
    }
}
