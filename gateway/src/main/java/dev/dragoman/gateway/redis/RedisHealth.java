package dev.dragoman.gateway.redis;

import org.jspecify.annotations.Nullable;

/**
 * Whether Redis can be used now.
 *
 * @param trouble what is wrong; null when nothing is
 */
public record RedisHealth(@Nullable String trouble) {

    /** All is well. */
    public static final RedisHealth UP = new RedisHealth(null);

    /** Whether all is well. */
    public boolean isUp() {
        return trouble == null;
    }
}
