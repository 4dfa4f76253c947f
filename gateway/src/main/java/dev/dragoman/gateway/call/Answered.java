package dev.dragoman.gateway.call;

import dev.dragoman.routing.CallAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer and how it came about.
 *
 * @param retries how many attempts failed before it
 * @param charge what it cost, as far as that is known when it begins
 * @param fallbacks how many groups were asked after the one that was asked for
 * @param group the public name of the group that answered; null for the one that was asked for
 * @param circumstances what else is told of its way
 * @param cached what a cache of answers did about it; null when none was asked
 */
public record Answered(
        CallAnswer answer,
        int retries,
        Charge charge,
        int fallbacks,
        @Nullable String group,
        Circumstances circumstances,
        @Nullable CacheNote cached) {

    /** An answer of the group that was asked for, from no cache. */
    public Answered(CallAnswer answer, int retries, Charge charge) {
        this(answer, retries, charge, 0, null, Circumstances.USUAL, null);
    }

    /** An answer of which no room has reckoned the cost yet. */
    public Answered(CallAnswer answer, int retries) {
        this(answer, retries, Charge.OPEN);
    }

    /** The same with another form of the answer. */
    public Answered with(CallAnswer other) {
        return new Answered(other, retries, charge, fallbacks, group, circumstances, cached);
    }

    /** The same with what it cost. */
    public Answered charged(Charge other) {
        return new Answered(answer, retries, other, fallbacks, group, circumstances, cached);
    }

    /** The same with what is told of its way. */
    public Answered under(Circumstances other) {
        return new Answered(answer, retries, charge, fallbacks, group, other, cached);
    }

    /** The same with what a cache did about it. */
    public Answered noted(CacheNote note) {
        return new Answered(answer, retries, charge, fallbacks, group, circumstances, note);
    }

    /** The same with what is left of the caller's limits. */
    public Answered within(List<Allowance> left) {
        return new Answered(answer, retries, charge, fallbacks, group, circumstances.with(left), cached);
    }

    /** The same, followed by somebody where it comes in pieces. */
    public Answered followed(StreamFollower follower) {
        return switch (answer) {
            case CallAnswer.Whole whole -> this;
            case CallAnswer.Events events ->
                with(new CallAnswer.Events(new FollowedEvents(events.stream(), follower), events.info()));
            case CallAnswer.Bytes bytes ->
                with(new CallAnswer.Bytes(new FollowedBytes(bytes.stream(), follower), bytes.info()));
        };
    }

    /** Whether it was taken from a cache, and no vendor was asked. */
    public boolean isFromCache() {
        return cached != null && cached.hit();
    }
}
