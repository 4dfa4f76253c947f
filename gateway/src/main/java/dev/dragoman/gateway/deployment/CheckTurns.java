package dev.dragoman.gateway.deployment;

import dev.dragoman.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where instances take turns in checking models, and leave what they found for the others. Every question may end with a
 * {@link dev.dragoman.gateway.redis.RedisFailure}; then every instance checks by itself.
 */
public interface CheckTurns {

    /**
     * What was found last.
     *
     * @param by the instance that found it
     * @param round a name of the round that no other has
     * @param age how long ago the round was over
     * @param what as it was left
     */
    record Found(String by, String round, Duration age, JsonObject what) {}

    /** This instance's name. */
    String instance();

    /** What was found last; null when that was too long ago, or never. */
    @Nullable
    Found last();

    /** Takes the turn unless another has it; of one that is gone it is taken after that time. */
    boolean begin(Duration lease);

    /** Leaves what was found for the others, for that long. */
    void leave(JsonObject found, Duration kept);

    /** Gives the turn back; never fails. */
    void end();

    /** Whose turn it is; null when it is nobody's. */
    @Nullable
    String holder();
}
