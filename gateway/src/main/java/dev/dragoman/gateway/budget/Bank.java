package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetAccount;
import java.util.List;
import java.util.Set;

/**
 * The authority on every budget, one for all instances. It leases slices: what was settled of an account and what is leased of it by
 * all together never exceed the budget. A lease stands for what its owner may spend, or has spent and not yet settled. An owner is a
 * process in one of its lives; it must not come back under the same name. Every method may wait for a database, and throws a
 * {@link BankException} when it does not answer; then it is not known whether the bank did what was asked. Thread-safe.
 */
public interface Bank {

    /**
     * What an owner would like to lease.
     *
     * @param max nano-dollars that may be spent of the account in all
     * @param least less is of no use; 0 when anything is welcome
     * @param want more is not needed; 0 to learn how the account stands
     */
    record Wish(BudgetAccount account, long max, long least, long want) {}

    /**
     * Part of a lease.
     *
     * @param nanos more than was leased is a debt; a negative amount forgives one that was settled already
     */
    record Portion(BudgetAccount account, long nanos) {}

    /** Leases as much of each account as there is, never between nothing and the least; an account that is short is noted as wanted. */
    List<Grant> lease(String owner, List<Wish> wishes);

    /** Takes back what was not spent. */
    void giveBack(String owner, List<Portion> unspent);

    /**
     * Tells which accounts others are short of.
     *
     * @param renew whether the owner's leases are to last for another while
     * @return those of which the owner has a lease
     */
    Set<BudgetAccount> beat(String owner, boolean renew);

    /**
     * Ends all leases of the owners whose names begin so: everything that they spent was settled, or they will not come back.
     *
     * @param current those whose names begin so are left alone
     */
    void retire(String prefix, String current);

    /** Notes that something was told of the account; false when it was noted before. */
    boolean mark(BudgetAccount account, BudgetListener.Mark mark);

    /** Lets the account stand at so many nano-dollars, by an administrator's word. */
    void reset(BudgetAccount account, long nanos);

    /** Nano-dollars that were settled. */
    long settled(BudgetAccount account);
}
