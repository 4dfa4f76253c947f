package dev.dragoman.gateway.call;

import dev.dragoman.routing.CallAnswer;

/**
 * An answer and how it came about.
 *
 * @param retries how many attempts failed before it
 * @param charge what it cost, as far as that is known when it begins
 */
public record Answered(CallAnswer answer, int retries, Charge charge) {

    /** An answer of which no room has reckoned the cost yet. */
    public Answered(CallAnswer answer, int retries) {
        this(answer, retries, Charge.OPEN);
    }

    /** The same with another form of the answer. */
    public Answered with(CallAnswer other) {
        return new Answered(other, retries, charge);
    }

    /** The same with what it cost. */
    public Answered charged(Charge other) {
        return new Answered(answer, retries, other);
    }
}
