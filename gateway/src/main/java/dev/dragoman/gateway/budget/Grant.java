package dev.dragoman.gateway.budget;

/**
 * What a bank leased, and how the account stands afterwards. All in nano-dollars.
 *
 * @param amount what was leased just now
 * @param settled what was spent and settled
 * @param own what the owner has leased in all, this included
 * @param others what all others have leased
 */
public record Grant(long amount, long settled, long own, long others) {

    /** So that one who comes early leaves something to those that come later. */
    private static final int SHARES = 4;

    /** The bank's answer to a wish, when the account stands so. */
    static Grant of(Bank.Wish wish, long settled, long own, long others) {
        long free = wish.max() - settled - others - own;
        long amount =
                free < wish.least() || free <= 0 ? 0 : Math.min(wish.want(), Math.max(wish.least(), free / SHARES));
        return new Grant(amount, settled, own + amount, others);
    }

    /** What nobody has leased. */
    long left(long max) {
        return Math.max(0, max - settled - others - Math.max(0, own));
    }
}
