package dev.dragoman.provider;

import java.util.List;

/**
 * How a request will be answered.
 *
 * @param first what to do first
 * @param unsupported parameters of the caller that this vendor or model has no words for; they will not be sent
 */
public record Plan(Progress first, List<String> unsupported) {

    public Plan {
        unsupported = List.copyOf(unsupported);
    }

    /** A plan that sends everything that was asked. */
    public static Plan of(Progress first) {
        return new Plan(first, List.of());
    }
}
