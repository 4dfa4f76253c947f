package dev.dragoman.routing;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Timeouts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses whom one call asks next, and waits for a slot there where that is needed. Confined to one thread. */
final class Choice {

    private final Source source;
    private final Route route;
    private final Router.Attempts attempts;
    private final Candidates candidates;
    private final Slots slots;
    private @Nullable Deployment first;
    private Slots.@Nullable Slot slot;

    Choice(Source source, Route route, Router.Attempts attempts, Candidates candidates, Slots slots) {
        this.source = source;
        this.route = route;
        this.attempts = attempts;
        this.candidates = candidates;
        this.slots = slots;
        this.first = route.first();
    }

    /**
     * The deployment to ask now. Where all of one order refuse, the next order is asked.
     *
     * @param last what the call failed with before; null for nothing
     * @throws LlmException the last failure when nobody is left, or why nobody can be asked
     */
    Deployment next(@Nullable LlmException last) {
        slot = null;
        Deployment preferred = preferred();
        while (preferred == null) {
            try {
                return usual();
            } catch (RateLimitException refused) {
                if (!candidates.nextOrder(refused)) {
                    throw last == null ? refused : last;
                }
            }
        }
        return preferred;
    }

    /** Gives the slot back when the attempt has ended. */
    AttemptListener releasing(AttemptListener listener) {
        Slots.Slot held = slot;
        return held == null ? listener : releasing(listener, held);
    }

    /** Gives that slot back when the attempt has ended. */
    static AttemptListener releasing(AttemptListener listener, Slots.Slot held) {
        return new Releasing(listener, held);
    }

    /** Gives the slot back without an attempt. */
    void release() {
        if (slot != null) {
            slot.close();
        }
    }

    private @Nullable Deployment preferred() {
        Deployment preferred = first;
        first = null;
        if (preferred == null || !candidates.isUsable(preferred)) {
            return null;
        }
        try {
            if (preferred.turn().parallel() == null) {
                return route.strategy().pick(List.of(preferred), source);
            }
            slot = slots.tryTake(List.of(preferred), route.strategy(), source);
            return slot == null ? null : preferred;
        } catch (RateLimitException refused) {
            // Another one will do.
            return null;
        }
    }

    private Deployment usual() {
        List<Deployment> untried = candidates.untried();
        if (!Slots.limit(untried)) {
            return route.strategy().pick(untried, source);
        }
        Attempt waiting = attempts.on(untried.getFirst(), source.stream());
        slot = slots.take(
                untried,
                route.strategy(),
                source,
                new Slots.Patience(route.priority(), end(waiting.timeouts()), waiting.cancellation()));
        return slot.deployment();
    }

    private static Deadline end(Timeouts timeouts) {
        return timeouts.total().earlier(timeouts.head());
    }

    private record Releasing(AttemptListener listener, Slots.Slot slot) implements AttemptListener {

        @Override
        public void began(Deployment deployment, Source source) {
            listener.began(deployment, source);
        }

        @Override
        public void ended(Deployment deployment, Source source, Ending ending) {
            try {
                listener.ended(deployment, source, ending);
            } finally {
                slot.close();
            }
        }
    }
}
