package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetLine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Is told of budgets. Must not block. */
public interface BudgetListener {

    /** Nobody is told. */
    BudgetListener NONE = (mark, line, spentNanos) -> {};

    /** A budget was spent up to a mark: told once in each window, by one of all instances. */
    void reached(Mark mark, BudgetLine line, long spentNanos);

    /**
     * How a budget stands of which something was spent at this instance since that was told last.
     *
     * @param ends when its window does; null for never
     */
    default void stood(BudgetLine line, long spentNanos, @Nullable Instant ends) {}

    /** What is worth telling. */
    enum Mark {
        /** The soft budget. */
        SOFT(1, 0),
        /** 85 percent of the budget. */
        THRESHOLD(2, 85),
        /** 95 percent of the budget. */
        LAST_THRESHOLD(8, 95),
        /** All of it, or so much that a call was refused. */
        EXHAUSTED(4, 100);

        private static final int WHOLE = 100;
        private final int bit;
        private final int percent;

        Mark(int bit, int percent) {
            this.bit = bit;
            this.percent = percent;
        }

        int bit() {
            return bit;
        }

        /** How much of the budget is left then, in percent. */
        public int percentLeft() {
            return WHOLE - percent;
        }

        /** From which spending on it is reached; never when the budget has none. */
        long from(BudgetLine line) {
            Long soft = line.softNanos();
            if (this == SOFT) {
                return soft == null ? BudgetLine.UNLIMITED : soft;
            }
            return line.isHard() ? line.maxNanos() - line.maxNanos() / WHOLE * percentLeft() : BudgetLine.UNLIMITED;
        }
    }
}
