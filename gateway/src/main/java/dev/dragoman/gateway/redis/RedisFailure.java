package dev.dragoman.gateway.redis;

import io.lettuce.core.RedisNoScriptException;
import org.jspecify.annotations.Nullable;

/** Redis gave no answer in time, or one that says what is wrong. */
public final class RedisFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RedisFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether Redis does not know the script that it was to run. */
    public boolean isUnknownScript() {
        return getCause() instanceof RedisNoScriptException;
    }
}
