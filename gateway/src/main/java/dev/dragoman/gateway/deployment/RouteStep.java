package dev.dragoman.gateway.deployment;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.Settings;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Timeouts;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.ParameterPolicy;
import dev.dragoman.routing.Retrying;
import dev.dragoman.routing.Router;
import dev.dragoman.routing.Unoffered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The last room: finds the deployments behind the name and lets the router ask them. */
public final class RouteStep implements Step {

    private static final int DEFAULT_RETRIES = 2;

    private final Supplier<ModelTable> models;
    private final Router router;
    private final LongSupplier nanoClock;

    public RouteStep(Supplier<ModelTable> models, Router router, LongSupplier nanoClock) {
        this.models = models;
        this.router = router;
        this.nanoClock = nanoClock;
    }

    @Override
    public Answered handle(Call call, Next next) {
        ModelTable table = models.get();
        Settings settings = table.settings();
        String forced = settings.general().completionModel();
        String name = forced == null ? call.model() : forced;
        List<Deployment> group = table.find(name, call.caller().admin());
        if (group.isEmpty()) {
            throw unknown(name);
        }
        List<Deployment> able = able(group, call.source().operation());
        Router.Routed routed = router.ask(
                call.source(),
                able,
                new Retrying(
                        retries(call.options(), settings), settings.router().retryAfter()),
                (deployment, stream) -> attempt(call, deployment, settings, stream));
        return new Answered(routed.answer(), routed.retries());
    }

    /** Those of a group that offer what is asked for; of chat usually all. */
    private static List<Deployment> able(List<Deployment> group, Operation operation) {
        int able = 0;
        for (int i = 0; i < group.size(); i++) {
            able += group.get(i).offers(operation) ? 1 : 0;
        }
        if (able == group.size()) {
            return group;
        }
        if (able == 0) {
            throw Unoffered.by(group, operation);
        }
        return group.stream().filter(one -> one.offers(operation)).toList();
    }

    private static BadRequestException unknown(String name) {
        String shown = name.length() <= 80 ? name : name.substring(0, 80) + "...";
        return new BadRequestException(ErrorDetail.of("Invalid model name passed in model=" + shown
                        + ". Call `/v1/models` to view available models for your key.")
                .withType("invalid_request_error")
                .withParam("model")
                .withCode("400"));
    }

    private static int retries(CallOptions options, Settings settings) {
        Integer asked = options.retries();
        Integer router = settings.router().retries();
        Integer general = settings.litellm().retries();
        Integer chosen = asked != null ? asked : router != null ? router : general;
        return chosen == null ? DEFAULT_RETRIES : chosen;
    }

    private Attempt attempt(Call call, Deployment deployment, Settings settings, boolean stream) {
        return new Attempt(
                call.frame().withMergedReasoning(merges(call.options(), deployment)),
                policy(call.options(), deployment.policy()),
                Forwarding.of(call.headers(), deployment, settings.general().forwardClientHeaders()),
                timeouts(call.options(), deployment, settings, stream),
                call.cancellation());
    }

    private static boolean merges(CallOptions options, Deployment deployment) {
        Boolean asked = options.mergedReasoning();
        return asked == null ? deployment.mergesReasoning() : asked;
    }

    private static ParameterPolicy policy(CallOptions options, ParameterPolicy own) {
        if (options.drop() == null
                && options.additionalDrops().isEmpty()
                && options.allowed().isEmpty()) {
            return own;
        }
        return new ParameterPolicy(
                options.drop() == null ? own.drop() : options.drop(),
                joined(own.additionalDrops(), options.additionalDrops()),
                joined(own.allowed(), options.allowed()));
    }

    private static List<String> joined(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private Timeouts timeouts(CallOptions options, Deployment deployment, Settings settings, boolean stream) {
        long now = nanoClock.getAsLong();
        Duration whole = first(
                options.timeout(),
                deployment.timeouts().whole(),
                settings.router().timeout());
        Duration limit = whole == null ? settings.litellm().requestTimeout() : whole;
        if (!stream) {
            return Timeouts.total(Deadline.after(limit, now));
        }
        Duration streamed = first(
                options.streamTimeout(),
                deployment.timeouts().firstEvent(),
                settings.router().streamTimeout());
        return new Timeouts(
                Deadline.NONE,
                Deadline.after(streamed == null ? limit : streamed, now),
                settings.dragoman().streamIdleTimeout());
    }

    private static @Nullable Duration first(@Nullable Duration one, @Nullable Duration two, @Nullable Duration three) {
        return one != null ? one : two != null ? two : three;
    }

    /** Which of the client's header fields a vendor gets to see. */
    static final class Forwarding {

        private Forwarding() {}

        static Headers of(Headers client, Deployment deployment, boolean all) {
            Provider provider = deployment.provider();
            String dialect = provider.converses() ? provider.dialect().name() : "";
            boolean anthropic = dialect.equals("anthropic");
            boolean betas = anthropic || dialect.equals("converse");
            if (!betas && !all) {
                return Headers.EMPTY;
            }
            Headers.Builder forwarded = Headers.builder();
            client.forEach((name, value) -> {
                boolean own = betas && name.equals("anthropic-beta") || anthropic && name.equals("anthropic-version");
                if (own || all && isForwarded(name)) {
                    forwarded.set(name, value);
                }
            });
            return forwarded.build();
        }

        private static boolean isForwarded(String name) {
            return name.startsWith("x-")
                    && !name.startsWith("x-stainless")
                    && !name.startsWith("x-litellm-")
                    && !name.startsWith("x-forwarded-")
                    && !name.equals("x-api-key")
                    && !name.equals("x-goog-api-key");
        }
    }
}
