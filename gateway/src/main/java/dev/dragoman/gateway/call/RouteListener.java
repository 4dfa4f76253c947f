package dev.dragoman.gateway.call;

import dev.dragoman.error.LlmException;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Attempted;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Fallbacks;
import dev.dragoman.routing.Source;
import java.util.List;

/** Is told how calls were routed, on their own threads. Must not block or throw. */
public interface RouteListener {

    /** A call was answered. */
    void answered(Call call, Fallbacks.Answer answer);

    /** A call was not answered. */
    void failed(Call call, LlmException failure, List<Attempted> attempts);

    /** One group stood by for another; it may have failed as well. */
    void stoodBy(Call call, String failed, String standing, LlmException reason, boolean answered);

    /** Two deployments were asked side by side. */
    default void hedged(Call call, Deployment first, Deployment second, boolean secondWon) {}

    /** An attempt was given up because another had answered; on a thread of its own, with what the vendor told by then. */
    default void lost(Call call, Deployment loser, Source source, Usage usage) {}

    /** All of them, in this order. */
    static RouteListener all(List<RouteListener> listeners) {
        List<RouteListener> told = List.copyOf(listeners);
        return new RouteListener() {

            @Override
            public void answered(Call call, Fallbacks.Answer answer) {
                told.forEach(each -> each.answered(call, answer));
            }

            @Override
            public void failed(Call call, LlmException failure, List<Attempted> attempts) {
                told.forEach(each -> each.failed(call, failure, attempts));
            }

            @Override
            public void stoodBy(Call call, String failed, String standing, LlmException reason, boolean answered) {
                told.forEach(each -> each.stoodBy(call, failed, standing, reason, answered));
            }

            @Override
            public void hedged(Call call, Deployment first, Deployment second, boolean secondWon) {
                told.forEach(each -> each.hedged(call, first, second, secondWon));
            }

            @Override
            public void lost(Call call, Deployment loser, Source source, Usage usage) {
                told.forEach(each -> each.lost(call, loser, source, usage));
            }
        };
    }
}
