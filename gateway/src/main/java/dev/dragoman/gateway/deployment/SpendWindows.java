package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.call.SpendBook;
import dev.dragoman.gateway.config.BudgetPeriod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Adds up in this process alone. Thread-safe. */
public final class SpendWindows implements SpendBook {

    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /** Nothing spent yet. */
    public SpendWindows(InstantSource clock) {
        this.clock = clock;
    }

    private record Window(Instant end, long nanoDollars) {

        private Window plus(long more) {
            return new Window(end, nanoDollars + more);
        }
    }

    @Override
    public long spent(String key) {
        Window window = running(key);
        return window == null ? 0 : window.nanoDollars();
    }

    @Override
    public @Nullable Instant end(String key) {
        Window window = running(key);
        return window == null ? null : window.end();
    }

    @Override
    public void add(String key, long nanoDollars, BudgetPeriod period) {
        Instant now = clock.instant();
        if (windows.size() >= MOST) {
            windows.values().removeIf(window -> !now.isBefore(window.end()));
        }
        windows.compute(
                key,
                (any, window) -> window == null || !now.isBefore(window.end())
                        ? new Window(period.endOf(now), nanoDollars)
                        : window.plus(nanoDollars));
    }

    private @Nullable Window running(String key) {
        Window window = windows.get(key);
        return window == null || !clock.instant().isBefore(window.end()) ? null : window;
    }
}
