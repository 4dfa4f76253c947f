package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.config.GeneralSettings.BackgroundHealthChecks;
import dev.dragoman.gateway.deployment.HealthChecks.Scope;
import dev.dragoman.json.JsonObject;
import dev.dragoman.routing.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Checks the models again and again while the configuration says so, and keeps what the last round found. */
public final class HealthWatch implements Runnable {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Supplier<ModelTable> models;
    private final HealthChecks checks;
    private final LongSupplier nanoClock;
    private final BooleanSupplier ended;
    private final AtomicReference<Round> last = new AtomicReference<>(new Round(Set.of(), Map.of()));
    // Whoever asks before the first round is over waits for it: a second check of everything would cost money.
    private final CountDownLatch firstRound = new CountDownLatch(1);

    /**
     * A watch that does not run yet.
     *
     * @param ended whether the gateway is at its end
     */
    public HealthWatch(
            Supplier<ModelTable> models, HealthChecks checks, LongSupplier nanoClock, BooleanSupplier ended) {
        this.models = models;
        this.checks = checks;
        this.nanoClock = nanoClock;
        this.ended = ended;
    }

    /** What a round found: the deployments it checked, and what kept some of them from answering. */
    private record Round(Set<String> checked, Map<String, String> failures) {}

    /**
     * What the last round found; without background checks, what a check finds now.
     *
     */
    public JsonObject latest(Scope scope) {
        ModelTable table = models.get();
        if (!settings(table).on()) {
            return checks.check(scope);
        }
        awaitFirstRound();
        Round round = last.get();
        List<Deployment> checked = scope.in(table).stream()
                .filter(deployment -> round.checked().contains(deployment.id()))
                .toList();
        return checks.report(checked, round.failures(), table);
    }

    @Override
    public void run() {
        long due = nanoClock.getAsLong();
        try {
            while (!ended.getAsBoolean()) {
                ModelTable table = models.get();
                if (settings(table).on() && nanoClock.getAsLong() - due >= 0) {
                    round(table);
                    due = nanoClock.getAsLong() + settings(table).interval().toNanos();
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            firstRound.countDown();
        }
    }

    private void round(ModelTable table) {
        List<String> groups = settings(table).groups();
        List<Deployment> checked = table.probes().stream()
                .filter(deployment -> table.health(deployment).inBackground()
                        && HealthProbe.knows(table.mode(deployment))
                        && (groups.isEmpty() || groups.contains(deployment.group())))
                .toList();
        Map<String, String> failures = Map.copyOf(checks.failures(checked, table));
        last.set(new Round(checked.stream().map(Deployment::id).collect(Collectors.toSet()), failures));
        firstRound.countDown();
    }

    private void awaitFirstRound() {
        try {
            firstRound.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the first health checks", interrupted);
        }
    }

    private static BackgroundHealthChecks settings(ModelTable table) {
        return table.settings().general().backgroundHealthChecks();
    }
}
