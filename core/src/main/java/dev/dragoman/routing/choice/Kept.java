package dev.dragoman.routing.choice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One state for each deployment, by its id, so that it outlives a new configuration. When there are too many, those that say nothing
 * any more are forgotten. Thread-safe.
 */
final class Kept<T> {

    private static final int MOST = 10_000;

    private final Map<String, T> byId = new ConcurrentHashMap<>();
    private final Supplier<T> fresh;
    private final Predicate<T> idle;

    /**
     * No states yet.
     *
     * @param idle whether a state is as good as a fresh one
     */
    Kept(Supplier<T> fresh, Predicate<T> idle) {
        this.fresh = fresh;
        this.idle = idle;
    }

    /** The state of a deployment; null when it has none yet. */
    @Nullable
    T find(String id) {
        return byId.get(id);
    }

    /** The state of a deployment. */
    T of(String id) {
        T known = byId.get(id);
        return known != null ? known : added(id);
    }

    private T added(String id) {
        if (byId.size() >= MOST) {
            byId.values().removeIf(idle);
        }
        return byId.computeIfAbsent(id, fresher -> fresh.get());
    }
}
