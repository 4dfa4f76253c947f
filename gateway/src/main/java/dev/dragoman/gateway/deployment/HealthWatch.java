package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.config.GeneralSettings.BackgroundHealthChecks;
import dev.dragoman.gateway.deployment.HealthChecks.Scope;
import dev.dragoman.json.JsonObject;
import dev.dragoman.routing.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Checks the models again and again while the configuration says so, and keeps what the last round found. */
public final class HealthWatch implements Runnable {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Supplier<ModelTable> models;
    private final HealthChecks checks;
    private final HealthRounds rounds;
    private final LongSupplier nanoClock;
    private final BooleanSupplier ended;
    private final AtomicReference<Map<String, HealthRecord>> last = new AtomicReference<>(Map.of());
    // Whoever asks before the first round is over waits for it: a second check of everything would cost money.
    private final CountDownLatch firstRound = new CountDownLatch(1);

    /**
     * A watch that does not run yet.
     *
     * @param ended whether the gateway is at its end
     */
    public HealthWatch(
            Supplier<ModelTable> models,
            HealthChecks checks,
            HealthRounds rounds,
            LongSupplier nanoClock,
            BooleanSupplier ended) {
        this.models = models;
        this.checks = checks;
        this.rounds = rounds;
        this.nanoClock = nanoClock;
        this.ended = ended;
    }

    /** What the last round found; without background checks, what a check finds now. */
    public JsonObject latest(Scope scope) {
        ModelTable table = models.get();
        if (!settings(table).on()) {
            return checks.check(scope);
        }
        awaitFirstRound();
        Map<String, HealthRecord> found = last.get();
        List<Deployment> checked = scope.in(table).stream()
                .filter(deployment -> found.containsKey(deployment.id()))
                .toList();
        return checks.report(checked, found, table);
    }

    @Override
    public void run() {
        long due = nanoClock.getAsLong();
        try {
            while (!ended.getAsBoolean()) {
                ModelTable table = models.get();
                if (settings(table).on() && nanoClock.getAsLong() - due >= 0) {
                    due = nanoClock.getAsLong() + round(table).toNanos();
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            firstRound.countDown();
        }
    }

    /** A round, and in how long the next is due; at once while another instance makes it. */
    private Duration round(ModelTable table) {
        HealthRounds.Round round = rounds.make(checked(table), table);
        if (round == null) {
            return Duration.ZERO;
        }
        last.set(round.records());
        firstRound.countDown();
        return settings(table).interval().minus(round.age());
    }

    private static List<Deployment> checked(ModelTable table) {
        List<String> groups = settings(table).groups();
        return table.probes().stream()
                .filter(deployment -> table.health(deployment).inBackground()
                        && HealthProbe.knows(table.mode(deployment))
                        && (groups.isEmpty() || groups.contains(deployment.group())))
                .toList();
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
