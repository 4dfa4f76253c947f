package dev.dragoman.gateway.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who pays for a call. Thread-safe. */
public interface Payer {

    /** Nobody: a call that no budget knows of. */
    Payer NOBODY = new Payer() {
        @Override
        public void spent(long nanos) {}

        @Override
        public List<Debit> debits() {
            return List.of();
        }
    };

    /** The call, or an attempt of it that was given up, cost so many nano-dollars more. */
    void spent(long nanos);

    /** Where everything that the call costs must be booked. */
    List<Debit> debits();

    /**
     * An account that pays.
     *
     * @param owner whose lease pays; null when nothing was leased
     */
    record Debit(BudgetAccount account, @Nullable String owner) {}
}
