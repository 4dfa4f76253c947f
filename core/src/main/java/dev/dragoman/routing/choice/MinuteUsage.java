package dev.dragoman.routing.choice;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Counts in this process alone. Thread-safe. */
public final class MinuteUsage implements UsageBook {

    private static final long MINUTE = 60_000;

    private final InstantSource clock;
    private final Kept<Count> counts;

    public MinuteUsage(InstantSource clock) {
        this.clock = clock;
        this.counts = new Kept<>(Count::new, count -> count.isPast(minute()));
    }

    private static final class Count {

        private long minute;
        private long requests;
        private long tokens;

        private synchronized boolean isPast(long now) {
            return minute != now;
        }

        private synchronized long requests(long now) {
            turn(now);
            return requests;
        }

        private synchronized long tokens(long now) {
            turn(now);
            return tokens;
        }

        private synchronized boolean take(long now, @Nullable Long limit) {
            turn(now);
            if (limit != null && requests >= limit) {
                return false;
            }
            requests++;
            return true;
        }

        private synchronized void add(long now, long more) {
            turn(now);
            tokens += more;
        }

        private void turn(long now) {
            if (minute != now) {
                minute = now;
                requests = 0;
                tokens = 0;
            }
        }
    }

    @Override
    public long requests(String deploymentId) {
        Count count = counts.find(deploymentId);
        return count == null ? 0 : count.requests(minute());
    }

    @Override
    public long tokens(String deploymentId) {
        Count count = counts.find(deploymentId);
        return count == null ? 0 : count.tokens(minute());
    }

    @Override
    public boolean take(String deploymentId, @Nullable Long limit) {
        return counts.of(deploymentId).take(minute(), limit);
    }

    @Override
    public void add(String deploymentId, long tokens) {
        counts.of(deploymentId).add(minute(), tokens);
    }

    @Override
    public Duration left() {
        return Duration.ofMillis(MINUTE - clock.millis() % MINUTE);
    }

    private long minute() {
        return clock.millis() / MINUTE;
    }
}
