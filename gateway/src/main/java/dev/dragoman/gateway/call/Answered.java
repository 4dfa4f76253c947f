package dev.dragoman.gateway.call;

import dev.dragoman.routing.ChatAnswer;

/**
 * An answer and how it came about.
 *
 * @param retries how many attempts failed before it
 */
public record Answered(ChatAnswer answer, int retries) {

    /** The same with another form of the answer. */
    public Answered with(ChatAnswer other) {
        return new Answered(other, retries);
    }
}
