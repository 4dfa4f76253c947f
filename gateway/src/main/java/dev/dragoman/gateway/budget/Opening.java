package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetAccount;

/** Knows what had been spent in a window before its budget was first looked at, such as before somebody gave the key a budget. */
@FunctionalInterface
public interface Opening {

    /** Accounts begin empty. */
    Opening EMPTY = account -> 0;

    /** Nano-dollars that were settled elsewhere in the account's window. May wait for a database. */
    long spent(BudgetAccount account);
}
