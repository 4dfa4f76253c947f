package dev.dragoman.gateway.call;

import dev.dragoman.routing.CallAnswer;

/**
 * An answer and how it came about.
 *
 * @param retries how many attempts failed before it
 */
public record Answered(CallAnswer answer, int retries) {

    /** The same with another form of the answer. */
    public Answered with(CallAnswer other) {
        return new Answered(other, retries);
    }
}
