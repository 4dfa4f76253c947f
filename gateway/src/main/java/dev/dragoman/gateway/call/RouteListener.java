package dev.dragoman.gateway.call;

import dev.dragoman.error.LlmException;
import dev.dragoman.routing.Attempted;
import dev.dragoman.routing.Fallbacks;
import java.util.List;

/** Is told how calls were routed, on their own threads. Must not block or throw. */
public interface RouteListener {

    /** A call was answered. */
    void answered(Call call, Fallbacks.Answer answer);

    /** A call was not answered. */
    void failed(Call call, LlmException failure, List<Attempted> attempts);

    /** One group stood by for another; it may have failed as well. */
    void stoodBy(Call call, String failed, String standing, LlmException reason, boolean answered);

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
        };
    }
}
