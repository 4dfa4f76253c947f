package dev.dragoman.gateway.deployment;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Charge;
import dev.dragoman.gateway.call.RouteListener;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.Resilience;
import dev.dragoman.gateway.config.Settings;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.Attempted;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.FallbackOptions.Rehearsal;
import dev.dragoman.routing.Fallbacks;
import dev.dragoman.routing.Retrying;
import dev.dragoman.routing.Route;
import dev.dragoman.routing.Router;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.Unoffered;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The last room: finds the deployments behind the name and lets the router ask them, and those that stand by for them. */
public final class RouteStep implements Step {

    private static final int DEFAULT_RETRIES = 2;

    private final Supplier<ModelTable> models;
    private final Router router;
    private final Strategies strategies;
    private final Screens screens;
    private final Affinity affinity;
    private final RouteListener listener;
    private final CallAttempts attempts;

    /**
     * The room.
     *
     * @param strategies choose among deployments
     * @param screens leave out deployments that a call may not be answered by
     * @param affinity says whom calls go to first
     * @param listener is told how calls were routed
     */
    public RouteStep(
            Supplier<ModelTable> models,
            Router router,
            Strategies strategies,
            Screens screens,
            Affinity affinity,
            RouteListener listener,
            LongSupplier nanoClock) {
        this.models = models;
        this.router = router;
        this.strategies = strategies;
        this.screens = screens;
        this.affinity = affinity;
        this.listener = listener;
        this.attempts = new CallAttempts(nanoClock);
    }

    @Override
    public Answered handle(Call call, Next next) {
        return new Routing(call, models.get()).answer();
    }

    /** One call on its way. */
    private final class Routing {

        private final Call call;
        private final ModelTable table;
        private final Settings settings;
        private final String name;
        private final List<Attempted> failed = new ArrayList<>(0);

        Routing(Call call, ModelTable table) {
            this.call = call;
            this.table = table;
            this.settings = table.settings();
            String forced = settings.general().completionModel();
            this.name = forced == null ? call.model() : forced;
        }

        Answered answer() {
            Fallbacks standing =
                    call.options().fallbacks().over(name, resilience().fallbacks());
            try {
                Fallbacks.Answer answer = standing.ask(name, this::ask, this::stoodBy, failed);
                // Each group's first attempt is no retry.
                int retries = Math.max(0, failed.size() - answer.fallbacks());
                listener.answered(call, answer);
                return new Answered(answer.answer(), retries, Charge.OPEN, answer.fallbacks(), answer.model());
            } catch (LlmException failure) {
                listener.failed(call, failure, failed);
                throw Attempts.told(failure, failed, call.caller());
            }
        }

        private CallAnswer ask(Fallbacks.Target target, List<Attempted> into) {
            List<Deployment> group = table.find(target.model(), call.caller().admin());
            if (group.isEmpty()) {
                throw unknown(target.model());
            }
            rehearse(target, group, into);
            Source source = call.source().changed(target.changes());
            List<Deployment> able = able(group, source.operation());
            List<Deployment> kept = screens.keep(able, call, source, table);
            Affinity.Bond bond = affinity.of(
                    call, source, target.model(), settings.router().checks().affinity());
            Route route = new Route(
                    able,
                    kept,
                    strategies.of(settings.router()),
                    retrying(target.model()),
                    resilience().cooldown(),
                    bond == null ? null : bond.first(kept),
                    priority());
            CallAnswer answer = router.ask(
                    source, route, (deployment, stream) -> attempts.of(call, deployment, settings, stream), into);
            return bond == null ? answer : bond.answered(answer);
        }

        /** What the caller wants to see fail, in the group that was asked for. */
        private void rehearse(Fallbacks.Target target, List<Deployment> group, List<Attempted> into) {
            Rehearsal rehearsal = call.options().fallbacks().rehearsal();
            if (rehearsal == null || !target.model().equals(name) || !into.isEmpty()) {
                return;
            }
            LlmException failure = acted(rehearsal, name);
            into.add(new Attempted(group.getFirst(), failure, 0));
            if (rehearsal != Rehearsal.RATE_LIMIT) {
                throw failure;
            }
        }

        private void stoodBy(String from, String to, LlmException reason, boolean answered) {
            listener.stoodBy(call, from, to, reason, answered);
        }

        private Retrying retrying(String group) {
            return new Retrying(
                    retries(call.options(), settings),
                    settings.router().retryAfter(),
                    resilience().retries(group));
        }

        private int priority() {
            Integer asked = call.options().priority();
            return asked == null ? settings.router().choosing().priority() : asked;
        }

        private Resilience resilience() {
            return settings.router().resilience();
        }
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

    private static LlmException acted(Rehearsal rehearsal, String model) {
        String message = "This failure of model=" + model + " was asked for by " + rehearsal.member();
        return switch (rehearsal) {
            case ANY -> new InternalServerException(message);
            case CONTEXT_WINDOW -> new ContextWindowExceededException(message);
            case CONTENT_POLICY -> new ContentPolicyViolationException(message);
            case RATE_LIMIT -> new RateLimitException(message);
        };
    }

    private static int retries(CallOptions options, Settings settings) {
        Integer asked = options.retries();
        Integer router = settings.router().retries();
        Integer general = settings.litellm().retries();
        Integer chosen = asked != null ? asked : router != null ? router : general;
        return chosen == null ? DEFAULT_RETRIES : chosen;
    }
}
