package dev.dragoman.gateway.deployment;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.CallIds;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.GeneralSettings.BackgroundHealthChecks;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.WebSocketUpstream;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.Cooldowns;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Dispatcher;
import dev.dragoman.routing.ParameterPolicy;
import dev.dragoman.routing.Source;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks deployments the shortest of questions to learn whether they answer. Every check is a real call and costs money, which is
 * booked on a caller of its own.
 */
public final class HealthChecks {

    /** Who pays for checks, under LiteLLM's tag for them. */
    static final Caller CALLER = new Caller("litellm-internal-health-check", "litellm-internal-health-check", true);

    private final Supplier<ModelTable> models;
    private final Dispatcher dispatcher;
    private final Dialect openai;
    private final Step costs;
    private final CallIds ids;
    private final HealthBoard board;
    private final Cooldowns cooldowns;
    private final WebSocketUpstream sockets;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    /**
     * Checks.
     *
     * @param costs reckons what they cost
     * @param sockets opens sessions
     * @param board takes up what they find
     * @param cooldowns tells which deployments are left alone
     */
    public HealthChecks(
            Supplier<ModelTable> models,
            Dispatcher dispatcher,
            Dialect openai,
            Step costs,
            CallIds ids,
            HealthBoard board,
            Cooldowns cooldowns,
            WebSocketUpstream sockets,
            InstantSource clock,
            LongSupplier nanoClock) {
        this.models = models;
        this.dispatcher = dispatcher;
        this.openai = openai;
        this.costs = costs;
        this.ids = ids;
        this.board = board;
        this.cooldowns = cooldowns;
        this.sockets = sockets;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /**
     * What checks concern.
     *
     * @param group a public name; null for all
     * @param id of a deployment; null for all
     */
    public record Scope(@Nullable String group, @Nullable String id) {

        /**
         * The deployments to check.
         *
         * @throws NotFoundException when the configuration has no deployment of that id
         */
        List<Deployment> in(ModelTable table) {
            List<Deployment> found = group == null
                    ? table.probes()
                    : table.find(group).stream().map(table::probe).toList();
            List<Deployment> chosen = id == null
                    ? found
                    : found.stream().filter(one -> one.id().equals(id)).toList();
            if (id != null && chosen.isEmpty()) {
                String shown = id.length() <= 80 ? id : id.substring(0, 80) + "...";
                throw new NotFoundException(ErrorDetail.of("model_id: " + shown
                                + " (expected: the id of a deployment that can be checked; /model/info lists them)")
                        .withType("not_found_error")
                        .withParam("model_id"));
            }
            return chosen;
        }
    }

    /** Checks deployments, all at the same time. */
    JsonObject check(Scope scope) {
        ModelTable table = models.get();
        BackgroundHealthChecks settings = table.settings().general().backgroundHealthChecks();
        List<Deployment> deployments = scope.in(table).stream()
                .filter(one -> !settings.skipDisabled() || table.health(one).inBackground())
                .toList();
        return report(deployments, records(deployments, table), table);
    }

    /** What is told of deployments that were checked, with what was found, by id. */
    JsonObject report(List<Deployment> deployments, Map<String, HealthRecord> records, ModelTable table) {
        boolean details = table.settings().general().healthCheckDetails();
        List<JsonValue> healthy = new ArrayList<>();
        List<JsonValue> unhealthy = new ArrayList<>();
        for (Deployment deployment : deployments) {
            HealthRecord found = records.get(deployment.id());
            String failure = found == null ? null : found.error();
            (failure == null ? healthy : unhealthy).add(shown(deployment, details ? failure : null, details));
        }
        return JsonObject.builder()
                .put("healthy_endpoints", new JsonArray(healthy))
                .put("unhealthy_endpoints", new JsonArray(unhealthy))
                .put("healthy_count", healthy.size())
                .put("unhealthy_count", unhealthy.size())
                .build();
    }

    /** Checks the deployments at the same time; what is found, by id. */
    ConcurrentMap<String, HealthRecord> records(List<Deployment> deployments, ModelTable table) {
        ConcurrentMap<String, HealthRecord> records = new ConcurrentHashMap<>();
        Semaphore places = new Semaphore(
                table.settings().general().backgroundHealthChecks().concurrency());
        List<Thread> checks = new ArrayList<>();
        for (Deployment deployment : deployments) {
            checks.add(Thread.ofVirtual().start(() -> {
                places.acquireUninterruptibly();
                try {
                    records.put(deployment.id(), check(deployment, table));
                } finally {
                    places.release();
                }
            }));
        }
        checks.forEach(HealthChecks::await);
        return records;
    }

    private static void await(Thread check) {
        try {
            check.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while checking the health of models", interrupted);
        }
    }

    private HealthRecord check(Deployment deployment, ModelTable table) {
        String mode = table.mode(deployment);
        if (!HealthProbe.knows(mode)) {
            String why = "mode: " + mode + " cannot be checked (expected: one that a short question can be asked of)";
            return record(deployment, new BadRequestException(why), 0);
        }
        long began = nanoClock.getAsLong();
        LlmException failure = failure(deployment, mode, table.health(deployment));
        HealthRecord record = record(deployment, failure, nanoClock.getAsLong() - began);
        board.checked(deployment, record, failure, table);
        return record;
    }

    private HealthRecord record(Deployment deployment, @Nullable LlmException failure, long nanos) {
        return new HealthRecord(
                ids.next(),
                deployment.group(),
                deployment.id(),
                deployment.modelString(),
                failure == null ? null : failure.detail().message(),
                failure == null ? 200 : failure.status(),
                TimeUnit.NANOSECONDS.toMillis(nanos),
                clock.instant());
    }

    /** Asks one deployment; what keeps it from answering, or null. */
    @Nullable
    LlmException failure(Deployment deployment, @Nullable String mode, ModelEntry.Health health) {
        Source source = HealthProbe.of(mode, deployment, health, openai, sockets);
        Call call = call(deployment, source);
        Attempt attempt = new Attempt(
                call.frame(),
                new ParameterPolicy(true, List.of(), List.of()),
                Headers.EMPTY,
                Timeouts.total(Deadline.after(health.limit(), nanoClock.getAsLong())),
                call.cancellation());
        try {
            settle(costs.handle(call, asked -> new Answered(dispatcher.ask(source, deployment, attempt), 0))
                    .answer());
            return null;
        } catch (LlmException failed) {
            return failed;
        } catch (UpstreamException broken) {
            String message = broken.getMessage();
            return new InternalServerException(message == null ? "the connection broke" : message);
        }
    }

    private Call call(Deployment deployment, Source source) {
        String id = ids.next();
        return new Call(
                id,
                "/health",
                CALLER,
                deployment.group(),
                source,
                CallOptions.NONE,
                Headers.EMPTY,
                new ReplyFrame(
                        "chatcmpl-" + id, deployment.group(), clock.instant().getEpochSecond(), false, false),
                nanoClock.getAsLong(),
                Cancellation.never());
    }

    private static void settle(CallAnswer answer) {
        switch (answer) {
            case CallAnswer.Whole whole -> {}
            case CallAnswer.Events events -> events.stream().close();
            case CallAnswer.Bytes bytes -> bytes.stream().close();
        }
    }

    private JsonObject shown(Deployment deployment, @Nullable String failure, boolean details) {
        JsonObject.Builder shown = JsonObject.builder().put("model", deployment.modelString());
        if (details) {
            shown.put("model_id", deployment.id())
                    .put("api_base", deployment.endpoints().base())
                    .putIfPresent("error", failure)
                    .putIfPresent("cooldown", CandidateStory.cooldown(cooldowns, deployment));
        }
        return shown.build();
    }
}
