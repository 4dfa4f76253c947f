package dev.dragoman.gateway.deployment;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Cooldowns;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.TokenEstimate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Explains why a call was answered by whom it was, and how one would go that is not made. */
public final class RouteExplain {

    private static final long BYTES_PER_TOKEN = 4;

    private final Traces traces;
    private final DryRun dryRun;
    private final TokenEstimate tokens;
    private final CostRange costs;

    /**
     * An explainer.
     *
     * @param tokens counts conversations
     * @param quote knows prices
     */
    public RouteExplain(
            Supplier<ModelTable> models,
            Screens screens,
            Cooldowns cooldowns,
            Traces traces,
            TokenEstimate tokens,
            Quote quote,
            Dialect openai,
            LongSupplier nanoClock) {
        this.traces = traces;
        this.dryRun = new DryRun(models, screens, cooldowns, openai, nanoClock);
        this.tokens = tokens;
        this.costs = new CostRange(quote);
    }

    /**
     * How a call was routed that has been answered, or has failed.
     *
     * @param id its {@code x-litellm-call-id}
     * @throws NotFoundException when it is not remembered
     */
    public JsonObject find(@Nullable String id) {
        if (id == null) {
            throw new BadRequestException(
                    ErrorDetail.of("request_id: missing (expected: the x-litellm-call-id of a call, ?request_id=...)")
                            .withType("invalid_request_error")
                            .withParam("request_id"));
        }
        Trace trace = traces.find(id);
        if (trace == null) {
            throw new NotFoundException(ErrorDetail.of("no call with request_id=" + shown(id)
                            + " is remembered (expected: one of the last " + traces.most()
                            + " calls of this instance, by their x-litellm-call-id)")
                    .withType("not_found_error")
                    .withParam("request_id"));
        }
        return told(trace);
    }

    /**
     * How a call would be routed.
     *
     * @param json a body as of a chat completion, with an optional {@code call_type}
     * @param id of the request that asks this
     */
    public JsonObject dryRun(byte[] json, Headers headers, Caller caller, String id) {
        DryRun.Way way = dryRun.of(json, headers, caller, id);
        List<JsonValue> groups = new ArrayList<>();
        for (DryRun.Stop stop : way.stops()) {
            CandidateStory story = new CandidateStory(stop.passed(), List.of(), null, way.nanos(), true);
            JsonObject.Builder group = group(
                    stop.passed(),
                    story,
                    deployment -> costs.of(deployment, counted(way.call(), deployment), outputTokens(way.call())));
            if (stop.refused() != null) {
                group.put("refused", CandidateStory.fault(Trace.Fault.of(null, stop.refused(), 0)));
            }
            groups.add(group.build());
        }
        return JsonObject.builder()
                .put("model", way.call().model())
                .put("call_type", way.call().source().operation().title())
                .put("dry_run", true)
                .put("groups", new JsonArray(groups))
                .build();
    }

    private static @Nullable Long outputTokens(Call call) {
        return CallSize.of(call.source()).outputTokens();
    }

    private long counted(Call call, Deployment deployment) {
        return call.source() instanceof ChatSource
                ? tokens.tokens(deployment.target().traits().name(), DryRun.conversation(call))
                : 0;
    }

    private JsonObject told(Trace trace) {
        List<JsonValue> groups = new ArrayList<>();
        long promptTokens = (trace.size().promptBytes() + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
        for (int i = 0; i < trace.passed().size(); i++) {
            boolean last = i + 1 == trace.passed().size();
            Passed passed = trace.passed().get(i);
            CandidateStory story =
                    new CandidateStory(passed, trace.faults(i), last ? trace.answered() : null, trace.nanos(), false);
            groups.add(group(
                            passed,
                            story,
                            deployment -> promptTokens == 0
                                    ? null
                                    : costs.of(
                                            deployment,
                                            promptTokens,
                                            trace.size().outputTokens()))
                    .build());
        }
        JsonObject.Builder told = JsonObject.builder()
                .put("request_id", trace.id())
                .put("model", trace.model())
                .put("call_type", trace.size().operation())
                .put("at", Instant.ofEpochMilli(trace.millis()).toString())
                .put("outcome", trace.answered() == null ? "failed" : "answered")
                .put("fallbacks", Math.max(0, trace.passed().size() - 1));
        if (trace.answered() != null) {
            told.put("model_id", trace.answered().id());
        }
        if (trace.failure() != null) {
            told.put("failure", CandidateStory.fault(trace.failure()));
        }
        return told.put("groups", new JsonArray(groups)).build();
    }

    /** The estimated cost of a deployment; null when it is not known. */
    private interface Estimate {

        @Nullable
        JsonObject of(Deployment deployment);
    }

    private static JsonObject.Builder group(Passed passed, CandidateStory story, Estimate estimate) {
        List<JsonValue> candidates = new ArrayList<>();
        for (Deployment deployment : passed.group()) {
            JsonObject told = story.of(deployment);
            JsonObject cost = estimate.of(deployment);
            candidates.add(cost == null ? told : told.with("estimated_cost", cost));
        }
        return JsonObject.builder()
                .put("model_group", passed.model())
                .put("strategy", CandidateStory.strategy(passed))
                .put("candidates", new JsonArray(candidates));
    }

    private static String shown(String id) {
        return id.length() <= 80 ? id : id.substring(0, 80) + "...";
    }
}
