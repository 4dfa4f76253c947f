package dev.dragoman.gateway.deployment;

import dev.dragoman.routing.AttemptListener;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Remembers which deployments have failed within the last minute. Thread-safe. */
public final class RecentFailures implements AttemptListener {

    private static final long RECENT = Duration.ofMinutes(1).toNanos();
    private static final int MOST = 10_000;

    private final Map<String, Long> failed = new ConcurrentHashMap<>();
    private final LongSupplier nanoClock;

    public RecentFailures(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public void began(Deployment deployment, Source source) {
        // Only ends matter.
    }

    @Override
    public void ended(Deployment deployment, Source source, Ending ending) {
        if (ending.failure() != null && failed.size() < MOST) {
            failed.put(deployment.id(), nanoClock.getAsLong());
        }
    }

    /** Whether one of the deployments has failed. */
    public boolean areAmong(List<Deployment> deployments) {
        if (failed.isEmpty()) {
            return false;
        }
        long now = nanoClock.getAsLong();
        failed.values().removeIf(at -> now - at > RECENT);
        for (int i = 0; i < deployments.size(); i++) {
            if (failed.containsKey(deployments.get(i).id())) {
                return true;
            }
        }
        return false;
    }
}
