package dev.dragoman.gateway.realtime;

import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.AnswerInfo;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.RealtimeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Charges what a session consumes while it goes on: every response and every transcription by itself, as sessions last long. */
final class SessionCharges {

    private final Call call;
    private final RealtimeSource source;
    private final SessionCosts costs;
    private final Deployment deployment;
    private Usage total = Usage.NONE;
    private boolean unchecked;

    SessionCharges(Call call, RealtimeSource source, SessionCosts costs, Deployment deployment) {
        this.call = call;
        this.source = source;
        this.costs = costs;
        this.deployment = deployment;
    }

    /** All that the session consumed so far. */
    Usage total() {
        return total;
    }

    /** A response was given. */
    void response(Usage usage) {
        charge(call, deployment, usage);
    }

    /** Something that was said was written down by the model; null for the session's own. */
    void transcription(Usage usage, @Nullable String model) {
        if (model == null || model.equals(deployment.target().model())) {
            charge(call, deployment, usage);
        } else {
            Deployment other = deployment.reaching(deployment.target().withModel(model));
            charge(call.asking(source.transcribing()), other, usage);
        }
    }

    private void charge(Call charged, Deployment by, Usage usage) {
        total = RealtimeUsage.sum(total, usage);
        AnswerInfo info = new AnswerInfo(by, Headers.EMPTY, List.of(), 0);
        Answered answered = new Answered(new CallAnswer.Whole("application/json", Body.EMPTY, usage, info), 0);
        costs.charge(charged, answered);
        unchecked = true;
    }

    /**
     * Looks, when something was charged, whether the session may go on.
     *
     * @throws dev.dragoman.error.LlmException when there is no money for it
     */
    void check() {
        if (unchecked) {
            unchecked = false;
            costs.check(call);
        }
    }
}
