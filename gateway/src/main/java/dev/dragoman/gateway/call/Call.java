package dev.dragoman.gateway.call;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.Source;

/**
 * One request of a known caller.
 *
 * @param id the gateway's id of it
 * @param route the path pattern it came by
 * @param caller who asks
 * @param model the model's public name, as asked for
 * @param source what is asked
 * @param options what is asked of the gateway itself
 * @param headers the client's header fields
 * @param frame what the answer needs to know
 * @param receivedNanos when it arrived, on the scale of {@link System#nanoTime()}
 * @param cancellation cancelled when the client leaves
 * @param payer who pays for it
 * @param client the client's address; empty where the gateway asks by itself
 */
public record Call(
        String id,
        String route,
        Caller caller,
        String model,
        Source source,
        CallOptions options,
        Headers headers,
        ReplyFrame frame,
        long receivedNanos,
        Cancellation cancellation,
        Payer payer,
        String client) {

    /** A call of nobody's address, for which nobody pays yet. */
    public Call(
            String id,
            String route,
            Caller caller,
            String model,
            Source source,
            CallOptions options,
            Headers headers,
            ReplyFrame frame,
            long receivedNanos,
            Cancellation cancellation) {
        this(id, route, caller, model, source, options, headers, frame, receivedNanos, cancellation, Payer.NOBODY, "");
    }

    /** The same call with another question. */
    public Call asking(Source other) {
        return new Call(
                id, route, caller, model, other, options, headers, frame, receivedNanos, cancellation, payer, client);
    }

    /** The same call when somebody else pays. */
    public Call paidBy(Payer other) {
        return new Call(
                id, route, caller, model, source, options, headers, frame, receivedNanos, cancellation, other, client);
    }

    /** The same call of somebody else. */
    public Call by(Caller other) {
        return new Call(
                id, route, other, model, source, options, headers, frame, receivedNanos, cancellation, payer, client);
    }

    /** The same call with other header fields. */
    public Call with(Headers other) {
        return new Call(
                id, route, caller, model, source, options, other, frame, receivedNanos, cancellation, payer, client);
    }

    /** The same call of another model. */
    public Call of(String other) {
        return new Call(
                id, route, caller, other, source, options, headers, frame, receivedNanos, cancellation, payer, client);
    }

    /** The same call from that address. */
    public Call from(String address) {
        return new Call(
                id, route, caller, model, source, options, headers, frame, receivedNanos, cancellation, payer, address);
    }
}
