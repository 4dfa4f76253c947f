package dev.dragoman.gateway.call;

import java.util.Comparator;

/**
 * What was spent of one budget in one window. The next window is another account, so that nothing needs to be reset.
 *
 * @param level what the budget is of
 * @param id which one of that level
 * @param window the window's id
 */
public record BudgetAccount(BudgetLevel level, String id, String window) implements Comparable<BudgetAccount> {

    private static final Comparator<BudgetAccount> ORDER = Comparator.comparing(BudgetAccount::level)
            .thenComparing(BudgetAccount::id)
            .thenComparing(BudgetAccount::window);

    /** The order in which everyone locks them. */
    @Override
    public int compareTo(BudgetAccount other) {
        return ORDER.compare(this, other);
    }
}
