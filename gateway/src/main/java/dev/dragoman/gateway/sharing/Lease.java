package dev.dragoman.gateway.sharing;

import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A right in Redis that one instance at a time has. Who has it keeps it by saying so again and again, until it gives it back; of one that
 * is gone it is taken after a while. Confined to one thread.
 */
final class Lease {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Nobody changes what has become another's meanwhile. */
    private static final byte[] GIVE_BACK =
            Redis.bytes("if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('del',KEYS[1]) end return 0");

    private static final byte[] PROLONG = Redis.bytes(
            "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('pexpire',KEYS[1],ARGV[2]) end return 0");

    private static final byte[] ONE_KEY = Redis.bytes("1");

    private final Redis redis;
    private final byte[] key;
    private final byte[] owner;
    private @Nullable Thread prolonging;

    /**
     * A lease that this instance does not have.
     *
     * @param owner a name that no other instance has
     */
    Lease(Redis redis, String key, String owner) {
        this.redis = redis;
        this.key = Redis.bytes(key);
        this.owner = Redis.bytes(owner);
    }

    /**
     * Takes it unless another has it.
     *
     * @param time after which it can be taken from an instance that is gone
     * @throws RedisFailure when Redis does not say
     */
    boolean take(Duration time) {
        byte[] millis = Redis.bytes(Long.toString(time.toMillis()));
        boolean taken = isTaken(millis);
        if (taken) {
            prolonging = Thread.ofVirtual().name("lease").start(() -> prolong(time.dividedBy(3), millis));
        }
        return taken;
    }

    private boolean isTaken(byte[] millis) {
        try {
            return redis.call(PATIENCE, "SET", key, owner, Redis.bytes("NX"), Redis.bytes("PX"), millis) != null;
        } catch (RedisFailure unknown) {
            // It may be this instance's all the same, which would not know.
            redis.tell("EVAL", GIVE_BACK, ONE_KEY, key, owner);
            throw unknown;
        }
    }

    /** Gives it back, if it is still this instance's. */
    void giveBack() {
        Thread keeping = prolonging;
        prolonging = null;
        if (keeping != null) {
            keeping.interrupt();
            redis.tell("EVAL", GIVE_BACK, ONE_KEY, key, owner);
        }
    }

    /**
     * Who has it; null when nobody does.
     *
     * @throws RedisFailure when Redis does not say
     */
    @Nullable
    String holder() {
        return redis.call("GET", key) instanceof byte[] name ? new String(name, StandardCharsets.UTF_8) : null;
    }

    private void prolong(Duration pause, byte[] millis) {
        try {
            while (true) {
                Thread.sleep(pause);
                redis.tell("EVAL", PROLONG, ONE_KEY, key, owner, millis);
            }
        } catch (InterruptedException givenBack) {
            Thread.currentThread().interrupt();
        }
    }
}
