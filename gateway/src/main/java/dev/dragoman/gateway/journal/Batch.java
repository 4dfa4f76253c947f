package dev.dragoman.gateway.journal;

import java.util.List;

/** Outcomes in the order in which they were written. */
public final class Batch {

    private final List<Outcome> outcomes;
    private final Mark mark;

    Batch(List<Outcome> outcomes, Mark mark) {
        this.outcomes = List.copyOf(outcomes);
        this.mark = mark;
    }

    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** Where reading goes on after them; belongs into the transaction that stores them. */
    public Position end() {
        return mark.position();
    }

    Mark mark() {
        return mark;
    }
}
