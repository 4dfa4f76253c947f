package dev.dragoman.gateway.observe;

import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.config.BudgetWindow;
import dev.dragoman.gateway.config.BudgetWindows;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells Prometheus how the budgets of keys, teams, users, organizations and end users stand, as this instance knows it: those of which something
 * was spent here, and those that it was told of. A budget whose window has ended since counts as unspent. Thread-safe.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/prometheus">LiteLLM: Prometheus metrics</a>
 */
public final class BudgetMetrics {

    /** More budgets than that are not shown; whoever has so many reads them from the API. */
    private static final int MOST = 20_000;

    private static final double HOUR = Duration.ofHours(1).toMillis();

    private final Map<BudgetLevel, Map<String, State>> known = new ConcurrentHashMap<>();
    private final Supplier<BudgetWindows> windows;
    private final InstantSource clock;

    private record State(
            BudgetLine line, long spentNanos, @Nullable Instant ends) {}

    /** Budgets' part of the metrics; there can be only one. */
    public BudgetMetrics(Metrics metrics, Supplier<BudgetWindows> windows, InstantSource clock) {
        this.windows = windows;
        this.clock = clock;
        family(metrics, BudgetLevel.KEY, "api_key", "api_key", "hashed_api_key", "api_key_alias");
        family(metrics, BudgetLevel.TEAM, "team", "team", "team", "team_alias");
        family(metrics, BudgetLevel.USER, "user", "user", "user");
        family(metrics, BudgetLevel.ORGANIZATION, "org", "organization", "org_id", "org_alias");
        family(metrics, BudgetLevel.END_USER, "customer", "end user", "end_user");
    }

    private void family(Metrics metrics, BudgetLevel level, String word, String title, String... labels) {
        known.put(level, new ConcurrentHashMap<>());
        metrics.watched(
                "litellm_remaining_" + word + "_budget_metric",
                "US dollars that are left of the budget of the " + title,
                List.of(labels),
                told -> each(level, labels.length, told, BudgetMetrics::left));
        metrics.watched(
                "litellm_" + word + "_max_budget_metric",
                "US dollars that may be spent by the " + title,
                List.of(labels),
                told -> each(
                        level,
                        labels.length,
                        told,
                        state -> dollars(state.line().maxNanos())));
        metrics.watched(
                "litellm_" + word + "_budget_remaining_hours_metric",
                "Hours until the budget of the " + title + " begins anew",
                List.of(labels),
                told -> each(level, labels.length, told, this::hours));
    }

    /** A budget stands so. */
    public void stood(BudgetLine line, long spentNanos, @Nullable Instant ends) {
        Map<String, State> family = known.get(line.level());
        if (family != null && (family.size() < MOST || family.containsKey(line.id()))) {
            family.put(line.id(), new State(line, spentNanos, ends));
        }
    }

    private interface Reading {

        double of(State state);
    }

    private void each(BudgetLevel level, int labels, GaugeWithCallback.Callback told, Reading reading) {
        for (State state : known.getOrDefault(level, Map.of()).values()) {
            List<String> names = state.line().names();
            double value = reading.of(current(state));
            if (!Double.isNaN(value)) {
                told.call(value, names.subList(0, labels).toArray(String[]::new));
            }
        }
    }

    /** The same in the window that runs now. */
    private State current(State state) {
        Instant ends = state.ends();
        Instant now = clock.instant();
        if (ends == null || now.isBefore(ends)) {
            return state;
        }
        BudgetWindow running =
                windows.get().of(state.line().duration(), state.line().anchor(), now);
        return new State(state.line(), 0, running.end());
    }

    private static double left(State state) {
        return state.line().isHard() ? dollars(state.line().maxNanos() - state.spentNanos()) : Double.POSITIVE_INFINITY;
    }

    private static double dollars(long nanos) {
        return nanos == BudgetLine.UNLIMITED ? Double.POSITIVE_INFINITY : nanos / Metrics.NANOS;
    }

    private double hours(State state) {
        Instant ends = state.ends();
        return ends == null ? Double.NaN : Math.max(0, ends.toEpochMilli() - clock.millis()) / HOUR;
    }
}
