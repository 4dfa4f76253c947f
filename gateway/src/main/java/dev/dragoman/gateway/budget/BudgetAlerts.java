package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetLine;

/** Is told once in each window, by one of all instances, that much of a budget was spent. Must not block. */
@FunctionalInterface
public interface BudgetAlerts {

    /** Nobody is told. */
    BudgetAlerts NONE = (mark, line, spentNanos) -> {};

    /** A budget was spent up to a mark. */
    void reached(Mark mark, BudgetLine line, long spentNanos);

    /** What is worth telling. */
    enum Mark {
        /** The soft budget. */
        SOFT(1),
        /** Four fifths of the budget. */
        THRESHOLD(2),
        /** All of it, or so much that a call was refused. */
        EXHAUSTED(4);

        private static final int FIFTHS = 5;
        private final int bit;

        Mark(int bit) {
            this.bit = bit;
        }

        int bit() {
            return bit;
        }

        /** From which spending on it is reached; never when the budget has none. */
        long from(BudgetLine line) {
            return switch (this) {
                case SOFT -> line.softNanos() == null ? BudgetLine.UNLIMITED : line.softNanos();
                case THRESHOLD -> line.isHard() ? line.maxNanos() - line.maxNanos() / FIFTHS : BudgetLine.UNLIMITED;
                case EXHAUSTED -> line.maxNanos();
            };
        }
    }
}
