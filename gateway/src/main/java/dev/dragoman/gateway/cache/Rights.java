package dev.dragoman.gateway.cache;

import dev.dragoman.gateway.call.Caller;
import dev.dragoman.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key may do about the cache, and whose answers it may be told.
 *
 * @param key tells the key apart
 * @param team tells its team apart; null for none
 * @param cached whether its calls are cached at all
 * @param controls what counts in the place of a call's own controls; null for those
 * @param allowed the controls that its calls may send; empty for all
 */
public record Rights(
        String key,
        @Nullable String team,
        boolean cached,
        @Nullable JsonObject controls,
        List<String> allowed) {

    public Rights {
        allowed = List.copyOf(allowed);
    }

    /** Of a key that nothing further is known about. */
    public static Rights of(Caller caller) {
        return new Rights(caller.keyHash(), null, true, null, List.of());
    }

    /** Knows the rights of callers. */
    @FunctionalInterface
    public interface Book {

        /** Those of a caller. */
        Rights of(Caller caller);
    }
}
