package dev.dragoman.gateway.deployment;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.LlmException;
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
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Dispatcher;
import dev.dragoman.routing.ParameterPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks deployments the shortest of questions to learn whether they answer. Every check is a real call and costs money. */
public final class HealthChecks {

    private final Supplier<ModelTable> models;
    private final Dispatcher dispatcher;
    private final Dialect openai;
    private final WebSocketUpstream sockets;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    public HealthChecks(
            Supplier<ModelTable> models,
            Dispatcher dispatcher,
            Dialect openai,
            WebSocketUpstream sockets,
            InstantSource clock,
            LongSupplier nanoClock) {
        this.models = models;
        this.dispatcher = dispatcher;
        this.openai = openai;
        this.sockets = sockets;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /**
     * Checks all deployments, or those of one public name, at the same time.
     *
     * @param group the public name; null for all
     */
    public JsonObject check(@Nullable String group) {
        ModelTable table = models.get();
        List<Deployment> deployments = group == null ? table.all() : table.find(group);
        return report(deployments, failures(deployments, table), table);
    }

    /** What is told of deployments that were checked, with what kept some from answering, by id. */
    static JsonObject report(List<Deployment> deployments, Map<String, String> failures, ModelTable table) {
        boolean details = table.settings().general().healthCheckDetails();
        List<JsonValue> healthy = new ArrayList<>();
        List<JsonValue> unhealthy = new ArrayList<>();
        for (Deployment deployment : deployments) {
            String failure = failures.get(deployment.id());
            (failure == null ? healthy : unhealthy).add(shown(deployment, details ? failure : null, details));
        }
        return JsonObject.builder()
                .put("healthy_endpoints", new JsonArray(healthy))
                .put("unhealthy_endpoints", new JsonArray(unhealthy))
                .put("healthy_count", healthy.size())
                .put("unhealthy_count", unhealthy.size())
                .build();
    }

    /** Checks the deployments at the same time; what keeps some from answering, by id. */
    ConcurrentMap<String, String> failures(List<Deployment> deployments, ModelTable table) {
        ConcurrentMap<String, String> failures = new ConcurrentHashMap<>();
        Semaphore places = new Semaphore(
                table.settings().general().backgroundHealthChecks().concurrency());
        List<Thread> checks = new ArrayList<>();
        for (Deployment deployment : deployments) {
            checks.add(Thread.ofVirtual().start(() -> {
                places.acquireUninterruptibly();
                try {
                    String failure = failure(
                            deployment,
                            table.mode(deployment),
                            table.health(deployment).limit());
                    if (failure != null) {
                        failures.put(deployment.id(), failure);
                    }
                } finally {
                    places.release();
                }
            }));
        }
        checks.forEach(HealthChecks::await);
        return failures;
    }

    private static void await(Thread check) {
        try {
            check.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while checking the health of models", interrupted);
        }
    }

    private @Nullable String failure(Deployment deployment, @Nullable String mode, Duration limit) {
        ReplyFrame frame = new ReplyFrame(
                "chatcmpl-health", deployment.group(), clock.instant().getEpochSecond(), false, false);
        Attempt attempt = new Attempt(
                frame,
                new ParameterPolicy(true, List.of(), List.of()),
                Headers.EMPTY,
                Timeouts.total(Deadline.after(limit, nanoClock.getAsLong())),
                Cancellation.never());
        try {
            settle(dispatcher.ask(HealthProbe.of(mode, deployment, openai, sockets), deployment, attempt));
            return null;
        } catch (LlmException | UpstreamException failed) {
            return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        }
    }

    private static void settle(CallAnswer answer) {
        switch (answer) {
            case CallAnswer.Whole whole -> {}
            case CallAnswer.Events events -> events.stream().close();
            case CallAnswer.Bytes bytes -> bytes.stream().close();
        }
    }

    private static JsonObject shown(Deployment deployment, @Nullable String failure, boolean details) {
        JsonObject.Builder shown = JsonObject.builder().put("model", deployment.modelString());
        if (details) {
            shown.put("model_id", deployment.id())
                    .put("api_base", deployment.endpoints().base())
                    .putIfPresent("error", failure);
        }
        return shown.build();
    }
}
