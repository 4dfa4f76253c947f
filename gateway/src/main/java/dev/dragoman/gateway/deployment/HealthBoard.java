package dev.dragoman.gateway.deployment;

import dev.dragoman.dialect.StatusErrors;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.config.HealthRouting;
import dev.dragoman.gateway.config.Resilience;
import dev.dragoman.routing.Cooldowns;
import dev.dragoman.routing.Deployment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The last health check of every deployment, for whoever chooses among them. Thread-safe. */
public final class HealthBoard {

    private final HealthStore store;
    private final Cooldowns cooldowns;
    private final InstantSource clock;
    private final Map<String, HealthRecord> failed = new ConcurrentHashMap<>();

    /**
     * An empty board.
     *
     * @param store keeps the history
     * @param cooldowns counts failures, where checks count like calls
     */
    public HealthBoard(HealthStore store, Cooldowns cooldowns, InstantSource clock) {
        this.store = store;
        this.cooldowns = cooldowns;
        this.clock = clock;
    }

    /** Notes what a check found. */
    void checked(Deployment deployment, HealthRecord record, @Nullable LlmException failure, ModelTable table) {
        store.add(record);
        Resilience resilience = table.settings().router().resilience();
        HealthRouting rules = resilience.health();
        if (failure == null) {
            failed.remove(record.deployment());
            return;
        }
        if (rules.ignoreTransient() && (failure.status() == 408 || failure.status() == 429)) {
            return;
        }
        failed.put(record.deployment(), record);
        if (rules.on() && isCounted(resilience)) {
            cooldowns.failedCheck(deployment, failure, table.find(deployment.group()), resilience.cooldown());
        }
    }

    /** Notes what another instance found. */
    void takenUp(Deployment deployment, HealthRecord record, ModelTable table) {
        String error = record.error();
        checked(
                deployment,
                record,
                error == null ? null : StatusErrors.of(ErrorDetail.of(error), record.status()),
                table);
    }

    /** Whether failed checks count like failed calls, and leave out nobody by themselves. */
    static boolean isCounted(Resilience resilience) {
        return !resilience.cooldown().policy().isEmpty();
    }

    /** Whether the last check of every deployment was good, as far as there was one. */
    boolean allGood() {
        return failed.isEmpty();
    }

    /** The failure of a deployment's last check; null when it did not fail, or too long ago to say anything. */
    @Nullable
    HealthRecord failure(Deployment deployment, Duration staleness) {
        HealthRecord found = failed.get(deployment.id());
        return found == null || age(found).compareTo(staleness) > 0 ? null : found;
    }

    /** How long ago a check was. */
    Duration age(HealthRecord record) {
        return Duration.between(record.at(), clock.instant());
    }
}
