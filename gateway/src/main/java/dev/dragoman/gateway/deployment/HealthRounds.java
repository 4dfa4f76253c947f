package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.config.GeneralSettings.BackgroundHealthChecks;
import dev.dragoman.gateway.redis.RedisFailure;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes rounds of health checks; in turn with other instances, where the configuration says so: one of them asks the models, and the
 * others take up what it found. One thread makes rounds, any may ask how they stand.
 */
public final class HealthRounds {

    private final HealthChecks checks;
    private final HealthBoard board;
    private final @Nullable CheckTurns turns;
    private final InstantSource clock;
    private String takenUp = "";

    /**
     * Rounds.
     *
     * @param board takes up what others found
     * @param turns where instances take turns; null when they share nothing
     */
    public HealthRounds(HealthChecks checks, HealthBoard board, @Nullable CheckTurns turns, InstantSource clock) {
        this.checks = checks;
        this.board = board;
        this.turns = turns;
        this.clock = clock;
    }

    /**
     * A round that is over.
     *
     * @param records what was found, by the deployment's id
     * @param age how long ago that was
     */
    record Round(Map<String, HealthRecord> records, Duration age) {

        Round {
            records = Map.copyOf(records);
        }
    }

    /** A round of these deployments; null while another instance makes one. */
    @Nullable
    Round make(List<Deployment> deployments, ModelTable table) {
        BackgroundHealthChecks settings = table.settings().general().backgroundHealthChecks();
        if (turns == null || !settings.turns().on()) {
            return own(deployments, table);
        }
        try {
            Round others = others(turns, deployments, table);
            if (others != null) {
                return others;
            }
            return turns.begin(settings.turns().lease()) ? inTurn(turns, deployments, table) : null;
        } catch (RedisFailure away) {
            // Its health tells; a model that is checked twice does less harm than one that is not.
            return own(deployments, table);
        }
    }

    private Round inTurn(CheckTurns mine, List<Deployment> deployments, ModelTable table) {
        try {
            // Another may have ended its turn between the look and this one.
            Round others = others(mine, deployments, table);
            if (others != null) {
                return others;
            }
            Round own = own(deployments, table);
            leave(mine, own.records.values(), table);
            return own;
        } finally {
            mine.end();
        }
    }

    private Round own(List<Deployment> deployments, ModelTable table) {
        return new Round(checks.records(deployments, table), Duration.ZERO);
    }

    private void leave(CheckTurns mine, Collection<HealthRecord> records, ModelTable table) {
        JsonObject found = JsonObject.builder()
                .put("at", clock.instant().toString())
                .put(
                        "checks",
                        new JsonArray(records.stream()
                                .<JsonValue>map(HealthRecord::json)
                                .toList()))
                .build();
        try {
            mine.leave(
                    found,
                    table.settings().general().backgroundHealthChecks().turns().kept());
        } catch (RedisFailure away) {
            // The others will check by themselves.
        }
    }

    /** What another found, if that is news and no round is due yet. */
    private @Nullable Round others(CheckTurns mine, List<Deployment> deployments, ModelTable table) {
        Duration interval = table.settings().general().backgroundHealthChecks().interval();
        CheckTurns.Found found = mine.last();
        if (found == null
                || found.by().equals(mine.instance())
                || found.round().equals(takenUp)
                || found.age().compareTo(interval) >= 0) {
            return null;
        }
        takenUp = found.round();
        return new Round(takenUp(records(found), deployments, table), found.age());
    }

    private Map<String, HealthRecord> takenUp(
            Map<String, HealthRecord> told, List<Deployment> deployments, ModelTable table) {
        Map<String, HealthRecord> records = new HashMap<>();
        List<Deployment> unknownThere = new ArrayList<>();
        for (Deployment deployment : deployments) {
            HealthRecord record = told.get(deployment.id());
            if (record == null) {
                unknownThere.add(deployment);
            } else {
                board.takenUp(deployment, record, table);
                records.put(deployment.id(), record);
            }
        }
        records.putAll(checks.records(unknownThere, table));
        return records;
    }

    /** What was told, with times of this instance's clock. */
    private Map<String, HealthRecord> records(CheckTurns.Found found) {
        Map<String, HealthRecord> records = new HashMap<>();
        JsonArray told = found.what().array("checks");
        String at = found.what().string("at");
        if (told == null || at == null) {
            return records;
        }
        try {
            Duration ahead = Duration.between(Instant.parse(at), clock.instant().minus(found.age()));
            for (JsonValue check : told) {
                HealthRecord record = HealthRecord.of(check, ahead);
                records.put(record.deployment(), record);
            }
        } catch (DateTimeParseException | IllegalArgumentException foreign) {
            records.clear();
        }
        return records;
    }

    /** What is told at {@code /health/shared-status}. */
    JsonObject status(BackgroundHealthChecks settings) {
        CheckTurns mine = turns;
        String missing = !settings.turns().on()
                ? "use_shared_health_check is not on"
                : !settings.on() ? "background_health_checks are not on" : mine == null ? "there is no Redis" : null;
        JsonObject.Builder status =
                JsonObject.builder().put("shared_health_check_enabled", missing == null && mine != null);
        return missing != null || mine == null
                ? status.put("message", "every instance makes its own health checks: " + missing)
                        .build()
                : status.put("status", status(mine, settings)).build();
    }

    private static JsonObject status(CheckTurns mine, BackgroundHealthChecks settings) {
        JsonObject.Builder status = JsonObject.builder()
                .put("pod_id", mine.instance())
                .put("lock_ttl", settings.turns().lease().toSeconds())
                .put("cache_ttl", settings.turns().kept().toSeconds());
        try {
            String holder = mine.holder();
            CheckTurns.Found found = mine.last();
            status.put("redis_available", true)
                    .put("lock_in_progress", holder != null)
                    .putIfPresent("lock_owner", holder)
                    .put("cache_available", found != null);
            if (found != null) {
                status.put("last_checked_by", found.by())
                        .put("cache_age_seconds", found.age().toSeconds());
            }
        } catch (RedisFailure away) {
            status.put("redis_available", false)
                    .put("message", "Redis does not answer, every instance makes its own health checks");
        }
        return status.build();
    }
}
