package dev.dragoman.routing.choice;

import dev.dragoman.error.TimeoutException;
import dev.dragoman.routing.AttemptListener;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast deployments are. Streams and whole answers are told apart, since the time to a first event cannot be compared with
 * that of a token. Thread-safe.
 */
public final class Paces implements PaceBook, AttemptListener {

    private static final double NANOS = 1e9;
    /** As in LiteLLM, one that did not answer in time counts as if it had taken this long. */
    private static final double PENALTY_SECONDS = 1000;

    private final LongSupplier nanoClock;
    private final Supplier<PaceRules> rules;
    private final Kept<Pace> paces;

    public Paces(LongSupplier nanoClock, Supplier<PaceRules> rules) {
        this.nanoClock = nanoClock;
        this.rules = rules;
        this.paces = new Kept<>(Pace::new, pace -> mean(pace, true) == 0 && mean(pace, false) == 0);
    }

    private record Pace(Samples streams, Samples wholes) {

        private Pace() {
            this(new Samples(), new Samples());
        }

        private Samples of(boolean stream) {
            return stream ? streams : wholes;
        }
    }

    @Override
    public double seconds(String deploymentId, boolean stream) {
        Pace pace = paces.find(deploymentId);
        return pace == null ? 0 : mean(pace, stream);
    }

    @Override
    public void began(Deployment deployment, Source source) {}

    @Override
    public void ended(Deployment deployment, Source source, Ending ending) {
        Double seconds = seconds(source, ending);
        if (seconds != null) {
            paces.of(deployment.id())
                    .of(source.stream())
                    .add(seconds, nanoClock.getAsLong(), rules.get().samples());
        }
    }

    private static @Nullable Double seconds(Source source, AttemptListener.Ending ending) {
        if (ending.failure() instanceof TimeoutException) {
            return PENALTY_SECONDS;
        }
        if (ending.failure() != null || ending.firstNanos() < 0) {
            return null;
        }
        if (source.stream()) {
            return ending.firstNanos() / NANOS;
        }
        Long tokens = ending.usage().outputTokens();
        return ending.nanos() / NANOS / (tokens == null || tokens < 1 ? 1 : tokens);
    }

    private double mean(Pace pace, boolean stream) {
        return pace.of(stream).mean(nanoClock.getAsLong(), rules.get().ttl().toNanos());
    }
}
