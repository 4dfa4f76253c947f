package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.store.Session;
import java.util.List;

/** Lets budgets pay for rows, in the transaction that counts them. */
@FunctionalInterface
public interface Settlement {

    /** There are no budgets. */
    Settlement NONE = (session, rows) -> {};

    /** These rows are counted, for the first time and once. */
    void settle(Session session, List<SpendRow> rows);
}
