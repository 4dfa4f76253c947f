package dev.dragoman.gateway.call;

import java.util.List;

/** The rooms in order; the last one answers without a next. */
public final class Pipeline {

    private final Step.Next first;

    /** A pipeline of these steps, outermost first. */
    public Pipeline(List<Step> steps) {
        Step.Next next = call -> {
            throw new IllegalStateException("the last step passed the call on (expected: an answer)");
        };
        for (Step step : steps.reversed()) {
            next = linked(step, next);
        }
        this.first = next;
    }

    /** Lets the rooms answer. */
    public Answered handle(Call call) {
        return first.proceed(call);
    }

    private static Step.Next linked(Step step, Step.Next next) {
        return call -> step.handle(call, next);
    }
}
