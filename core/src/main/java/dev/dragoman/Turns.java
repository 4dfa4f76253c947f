package dev.dragoman;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.ParameterPolicy;
import dev.dragoman.routing.Retrying;
import dev.dragoman.routing.Route;
import dev.dragoman.routing.Router;
import dev.dragoman.routing.ServiceSource;
import dev.dragoman.routing.Shuffle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Asks the model of a call, and those that stand by for it in turn when it fails. Thread-safe. */
final class Turns {

    private final Models models;
    private final Router router;
    private final Router mockRouter;
    private final Shuffle shuffle;
    private final Habits habits;
    private final LongSupplier nanoClock;

    Turns(Models models, Router router, Router mockRouter, Shuffle shuffle, Habits habits, LongSupplier nanoClock) {
        this.models = models;
        this.router = router;
        this.mockRouter = mockRouter;
        this.shuffle = shuffle;
        this.habits = habits;
        this.nanoClock = nanoClock;
    }

    /**
     * What holds for every call that says nothing else.
     *
     * @param timeout limit of one attempt
     * @param retries further attempts
     * @param drop whether unsupported parameters are left out
     * @param fallbacks models that stand by, by the model asked for
     */
    record Habits(Duration timeout, int retries, boolean drop, Map<String, List<String>> fallbacks) {

        Habits {
            fallbacks = Map.copyOf(fallbacks);
        }
    }

    /**
     * The first answer.
     *
     * @throws LlmException what the model asked for last said; the failures before it are its suppressed ones
     */
    Router.Routed answer(Call call) {
        List<LlmException> failures = new ArrayList<>(0);
        List<String> standing = standingBy(call);
        String model = call.model();
        Manner manner = call.manner();
        for (int next = 0; ; next++) {
            try {
                return ask(call, model, manner);
            } catch (LlmException failure) {
                if (next == standing.size() || !mayDoElsewhere(failure)) {
                    throw after(failures, failure);
                }
                failures.add(failure);
            }
            model = standing.get(next);
            // Keys and fields of one's own were meant for the model that was asked for.
            manner = Manner.PLAIN;
        }
    }

    /** The last failure, which remembers those before; a mocked one may be among them. */
    private static LlmException after(List<LlmException> before, LlmException last) {
        for (LlmException failure : before) {
            if (failure != last) {
                last.addSuppressed(failure);
            }
        }
        return last;
    }

    private List<String> standingBy(Call call) {
        List<String> own = call.manner().fallbacks();
        return own != null ? own : habits.fallbacks().getOrDefault(call.model(), List.of());
    }

    /** A mistyped name is for its author to mend, not for others to hide. */
    private static boolean mayDoElsewhere(LlmException failure) {
        return !(failure instanceof BadRequestException && failure.detail().provider() == null);
    }

    private Router.Routed ask(Call call, String model, Manner manner) {
        Mock mock = models.mock(model, manner);
        if (mock != null && call.source() instanceof ServiceSource) {
            throw mocked(mock);
        }
        Router way = mock == null ? router : mockRouter;
        try {
            return way.ask(
                    call.source(),
                    Route.any(models.find(model, manner), shuffle, Retrying.times(retries(call))),
                    (deployment, stream) -> attempt(call, stream));
        } catch (UpstreamException given) {
            throw givenUp(given);
        }
    }

    private static LlmException mocked(Mock mock) {
        return switch (mock) {
            case Mock.Failed failed -> failed.failure();
            case Mock.Said said ->
                new BadRequestException(ErrorDetail.of("mock_response: a text (expected: none; it answers chats only)")
                        .withType("invalid_request_error")
                        .withParam("mock_response"));
        };
    }

    /** A call that was given up: by its thread's interruption, or by whoever closed its stream. */
    static LlmException givenUp(UpstreamException cause) {
        return new ApiConnectionException(
                ErrorDetail.of("the call was given up before its answer was complete"), 500, cause);
    }

    private int retries(Call call) {
        Integer own = call.manner().retries();
        Integer told = call.options().retries();
        return own != null ? own : told != null ? told : habits.retries();
    }

    private Attempt attempt(Call call, boolean stream) {
        return new Attempt(call.frame(), policy(call), Headers.EMPTY, timeouts(call, stream), call.cancellation());
    }

    private ParameterPolicy policy(Call call) {
        Boolean own = call.manner().drop();
        Boolean told = call.options().drop();
        List<String> allowed = new ArrayList<>(call.options().allowed());
        allowed.addAll(call.manner().allowed());
        return new ParameterPolicy(
                own != null ? own : told != null ? told : habits.drop(),
                call.options().additionalDrops(),
                allowed);
    }

    private Timeouts timeouts(Call call, boolean stream) {
        long now = nanoClock.getAsLong();
        Duration own = call.manner().timeout();
        Duration told = call.options().timeout();
        Duration limit = own != null ? own : told != null ? told : habits.timeout();
        if (!stream) {
            return Timeouts.total(Deadline.after(limit, now));
        }
        Duration toFirst = call.options().streamTimeout();
        Duration first = own == null && toFirst != null ? toFirst : limit;
        return new Timeouts(Deadline.NONE, Deadline.after(first, now), limit);
    }
}
