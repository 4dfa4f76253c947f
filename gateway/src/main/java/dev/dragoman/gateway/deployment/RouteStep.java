package dev.dragoman.gateway.deployment;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.Passage;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Charge;
import dev.dragoman.gateway.call.Circumstances;
import dev.dragoman.gateway.call.RouteListener;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.Resilience;
import dev.dragoman.gateway.config.Settings;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.Attempted;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.Cooldown;
import dev.dragoman.routing.Cooldowns;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.FallbackOptions.Rehearsal;
import dev.dragoman.routing.Fallbacks;
import dev.dragoman.routing.HedgeListener;
import dev.dragoman.routing.Retrying;
import dev.dragoman.routing.Route;
import dev.dragoman.routing.Router;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.Unoffered;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The last room: finds the deployments behind the name and lets the router ask them, and those that stand by for them. */
public final class RouteStep implements Step {

    private static final int DEFAULT_RETRIES = 2;

    private final Supplier<ModelTable> models;
    private final Router router;
    private final Cooldowns cooldowns;
    private final Strategies strategies;
    private final Screens screens;
    private final Affinity affinity;
    private final RouteListener listener;
    private final Traces traces;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final CallAttempts attempts;

    /**
     * The room.
     *
     * @param cooldowns of the router
     * @param strategies choose among deployments
     * @param screens leave out deployments that a call may not be answered by
     * @param affinity says whom calls go to first
     * @param listener is told how calls were routed
     * @param traces remembers it
     */
    public RouteStep(
            Supplier<ModelTable> models,
            Router router,
            Cooldowns cooldowns,
            Strategies strategies,
            Screens screens,
            Affinity affinity,
            RouteListener listener,
            Traces traces,
            InstantSource clock,
            LongSupplier nanoClock) {
        this.models = models;
        this.router = router;
        this.cooldowns = cooldowns;
        this.strategies = strategies;
        this.screens = screens;
        this.affinity = affinity;
        this.listener = listener;
        this.traces = traces;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.attempts = new CallAttempts(nanoClock);
    }

    @Override
    public Answered handle(Call call, Next next) {
        return new Routing(call, models.get()).answer();
    }

    /** One call on its way. */
    private final class Routing implements Router.Attempts, HedgeListener {

        private final Call call;
        private final ModelTable table;
        private final Settings settings;
        private final String name;
        private final List<Attempted> failed = new ArrayList<>(0);
        private final List<Passed> passed = new ArrayList<>(1);
        private @Nullable String hedged;

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
                remember(answer.answer().info().deployment(), null);
                return new Answered(
                        answer.answer(),
                        retries,
                        Charge.OPEN,
                        answer.fallbacks(),
                        answer.model(),
                        Circumstances.of(cooling(), hedged),
                        null);
            } catch (LlmException failure) {
                listener.failed(call, failure, failed);
                remember(null, failure);
                throw told(failure);
            }
        }

        private CallAnswer ask(Fallbacks.Target target, List<Attempted> into) {
            List<Deployment> group = table.find(target.model(), call.caller().admin());
            if (group.isEmpty()) {
                throw unknown(target.model());
            }
            Passed passage = new Passed(target.model(), group, settings.router().strategy(), into.size());
            passed.add(passage);
            rehearse(target, group, into);
            Source source = call.source().changed(target.changes());
            List<Deployment> able = able(group, source.operation());
            List<Deployment> kept = screens.keep(able, call, source, table, passage);
            passage.keeps(kept, cooldowns.among(group));
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
            CallAnswer answer = router.ask(source, route, this, into);
            return bond == null ? answer : bond.answered(answer);
        }

        @Override
        public Attempt on(Deployment deployment, boolean stream) {
            return attempts.of(call, deployment, settings, stream);
        }

        @Override
        public HedgeListener hedges() {
            return this;
        }

        @Override
        public void hedged(Deployment first, Deployment second, boolean secondWon) {
            hedged = secondWon ? "won" : "true";
            listener.hedged(call, first, second, secondWon);
        }

        @Override
        public void lost(Deployment loser, Source source, Usage usage) {
            listener.lost(call, loser, source, usage);
        }

        private void remember(@Nullable Deployment answered, @Nullable LlmException failure) {
            traces.keep(new Trace(
                    call.id(),
                    name,
                    CallSize.of(call.source()),
                    clock.millis(),
                    nanoClock.getAsLong(),
                    passed,
                    failed.isEmpty()
                            ? List.of()
                            : failed.stream().map(Trace.Fault::of).toList(),
                    answered,
                    failure == null ? null : Trace.Fault.of(null, failure, 0)));
        }

        private LlmException told(LlmException failure) {
            LlmException told = Attempts.told(failure, failed, call.caller());
            if (passed.isEmpty()) {
                return told;
            }
            Passage passage = new Passage(
                    passed.getLast().model(),
                    furtherAttempts(),
                    passed.size() - 1,
                    cooling(),
                    failed.isEmpty() ? null : failed.getLast().deployment().id());
            return told.with(told.detail().withPassage(passage));
        }

        /** Attempts that were not the first of their group. */
        private int furtherAttempts() {
            int retries = 0;
            for (int i = 0; i < passed.size(); i++) {
                int end = i + 1 < passed.size() ? passed.get(i + 1).failedBefore() : failed.size();
                retries += Math.max(0, end - passed.get(i).failedBefore() - 1);
            }
            return retries;
        }

        private List<String> cooling() {
            List<Cooldown> cooling = cooldowns.among(passed.getLast().group());
            return cooling.isEmpty()
                    ? List.of()
                    : cooling.stream().map(Cooldown::deployment).toList();
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
    static List<Deployment> able(List<Deployment> group, Operation operation) {
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

    static BadRequestException unknown(String name) {
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
