package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetLine;

/** What became of the wish to pay for a call. */
sealed interface Admission permits Reservation, Admission.Shortage, Admission.Outage {

    /**
     * A budget does not suffice.
     *
     * @param spentNanos what was spent of it
     */
    record Shortage(BudgetLine line, long spentNanos) implements Admission {}

    /** The bank does not answer, and what was leased does not suffice. */
    record Outage() implements Admission {}
}
