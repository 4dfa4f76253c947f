package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Limit;
import dev.dragoman.gateway.call.LimitSource;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.CountedTokens;
import dev.dragoman.routing.CallAnswer;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Refuses calls of callers that reached a limit. Tokens are set aside before a call and settled when its answer ends, whole or in pieces;
 * what a call took that was not answered, or was answered from a cache, is given back. A call counts as running until its answer ends.
 */
public final class LimitStep implements Step {

    private final LimitSource source;
    private final Limiter limiter;
    private final Supplier<CountedTokens> counted;
    private final LimitListener listener;
    private final Refusals refusals;

    /**
     * A room.
     *
     * @param source knows the limits of calls
     * @param counted which tokens count
     */
    public LimitStep(
            LimitSource source,
            Limiter limiter,
            Supplier<CountedTokens> counted,
            LimitListener listener,
            InstantSource clock) {
        this.source = source;
        this.limiter = limiter;
        this.counted = counted;
        this.listener = listener;
        this.refusals = new Refusals(clock);
    }

    @Override
    public Answered handle(Call call, Next next) {
        List<Limit> limits = source.limits(call);
        if (limits.isEmpty()) {
            return next.proceed(call);
        }
        CountedTokens tokens = counted.get();
        Admission admission = admitted(call, limits, tokens);
        boolean answered = false;
        try {
            Answered answer = next.proceed(call);
            answered = true;
            return settled(answer, new Settlement(limiter, admission, tokens)).within(admission.left());
        } finally {
            if (!answered) {
                limiter.refund(admission);
            }
        }
    }

    private Admission admitted(Call call, List<Limit> limits, CountedTokens tokens) {
        Admission admission = new Admission(limits, need(call, limits, tokens));
        Shortage shortage = limiter.admit(admission);
        if (shortage != null) {
            listener.refused(call, shortage.limit(), shortage.counted().title());
            throw refusals.of(shortage);
        }
        return admission;
    }

    private static TokenNeed need(Call call, List<Limit> limits, CountedTokens tokens) {
        for (Limit limit : limits) {
            if (limit.tokens() != null) {
                return TokenCount.need(call.source(), tokens);
            }
        }
        return TokenNeed.NONE;
    }

    private static Answered settled(Answered answered, Settlement settlement) {
        if (answered.isFromCache()) {
            settlement.free();
            return answered;
        }
        if (answered.answer() instanceof CallAnswer.Whole whole) {
            settlement.whole(whole.usage());
            return answered;
        }
        return answered.followed(settlement);
    }
}
