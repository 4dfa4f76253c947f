package dev.dragoman.gateway.call;

import dev.dragoman.routing.CallAnswer;
import org.jspecify.annotations.Nullable;

/**
 * An answer and how it came about.
 *
 * @param retries how many attempts failed before it
 * @param charge what it cost, as far as that is known when it begins
 * @param fallbacks how many groups were asked after the one that was asked for
 * @param group the public name of the group that answered; null for the one that was asked for
 * @param circumstances what else is told of its way
 */
public record Answered(
        CallAnswer answer,
        int retries,
        Charge charge,
        int fallbacks,
        @Nullable String group,
        Circumstances circumstances) {

    /** An answer of the group that was asked for. */
    public Answered(CallAnswer answer, int retries, Charge charge) {
        this(answer, retries, charge, 0, null, Circumstances.USUAL);
    }

    /** An answer of which no room has reckoned the cost yet. */
    public Answered(CallAnswer answer, int retries) {
        this(answer, retries, Charge.OPEN);
    }

    /** The same with another form of the answer. */
    public Answered with(CallAnswer other) {
        return new Answered(other, retries, charge, fallbacks, group, circumstances);
    }

    /** The same with what it cost. */
    public Answered charged(Charge other) {
        return new Answered(answer, retries, other, fallbacks, group, circumstances);
    }
}
