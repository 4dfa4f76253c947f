package dev.dragoman.routing;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Timeouts;

/**
 * The circumstances of one attempt.
 *
 * @param frame what the client's answer needs to know
 * @param policy what happens to parameters that the model does not take
 * @param forwarded the client's header fields that go to the vendor
 * @param timeouts limits of this attempt
 * @param cancellation tells that the client has left
 */
public record Attempt(
        ReplyFrame frame, ParameterPolicy policy, Headers forwarded, Timeouts timeouts, Cancellation cancellation) {

    /** The same with parameters left out that the model does not take. */
    Attempt dropping() {
        ParameterPolicy drops = new ParameterPolicy(true, policy.additionalDrops(), policy.allowed());
        return new Attempt(frame, drops, forwarded, timeouts, cancellation);
    }

    /** The same, given up when that is cancelled. */
    Attempt until(Cancellation other) {
        return new Attempt(frame, policy, forwarded, timeouts, other);
    }

    /** The same with other header fields for the vendor. */
    Attempt forwarding(Headers others) {
        return new Attempt(frame, policy, others, timeouts, cancellation);
    }
}
