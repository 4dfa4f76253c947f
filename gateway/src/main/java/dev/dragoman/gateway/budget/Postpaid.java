package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.call.BudgetSource;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.BudgetSettings;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes from budgets what was consumed before anybody could reserve it: the responses of a session, whose opening reserved what one of them may
 * cost, and the answers of a batch. Thread-safe.
 */
public final class Postpaid {

    private final BudgetSource source;
    private final Escrow escrow;
    private final Supplier<BudgetSettings> settings;

    /** What pays is known by the source, and held by the escrow. */
    public Postpaid(BudgetSource source, Escrow escrow, Supplier<BudgetSettings> settings) {
        this.source = source;
        this.escrow = escrow;
        this.settings = settings;
    }

    /** Charges a call, which is handed on with who pays for it. */
    public void charge(Call call, Consumer<Call> charging) {
        List<BudgetLine> lines = source.budgets(call);
        if (lines.isEmpty()) {
            charging.accept(call);
            return;
        }
        try (Reservation reservation = escrow.open(lines)) {
            charging.accept(call.paidBy(reservation));
        }
    }

    /**
     * Looks whether there is money for more.
     *
     * @throws dev.dragoman.error.LlmException when a budget of the call is spent
     */
    public void check(Call call) {
        Admission.Shortage shortage = escrow.shortage(source.budgets(call));
        if (shortage != null) {
            throw Refusals.exceeded(shortage, settings.get().refusalStatus());
        }
    }
}
