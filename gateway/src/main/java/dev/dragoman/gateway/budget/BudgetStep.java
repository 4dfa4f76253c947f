package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Balance;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.call.BudgetSource;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Circumstances;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.BudgetSettings;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.CountSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reserves what a call can cost in all its budgets before it is made, and books what it did cost. Stands before the room that reckons
 * costs, which tells the call's payer.
 */
public final class BudgetStep implements Step {

    private final BudgetSource source;
    private final Admissions admissions;

    /**
     * A room.
     *
     * @param source knows which budgets pay for a call
     * @param costs knows what calls can cost
     */
    public BudgetStep(BudgetSource source, Escrow escrow, CostBound costs, Supplier<BudgetSettings> settings) {
        this.source = source;
        this.admissions = new Admissions(escrow, costs, settings);
    }

    @Override
    public Answered handle(Call call, Next next) {
        if (call.source() instanceof CountSource) {
            return next.proceed(call); // Vendors count for nothing.
        }
        List<BudgetLine> lines = source.budgets(call);
        return lines.isEmpty() ? next.proceed(call) : paid(admissions.admit(call, lines), next);
    }

    private static Answered paid(Admissions.Admitted admitted, Next next) {
        Reservation reservation = admitted.reservation();
        boolean streaming = false;
        try {
            Answered answered = told(next.proceed(admitted.call()), admitted);
            streaming = !(answered.answer() instanceof CallAnswer.Whole);
            return answered.followed(reservation);
        } finally {
            if (!streaming) {
                reservation.close();
            }
        }
    }

    private static Answered told(Answered answered, Admissions.Admitted admitted) {
        Circumstances told = answered.circumstances();
        Long lowered = admitted.lowered();
        Balance balance = admitted.reservation().balance();
        told = lowered == null ? told : told.lowered(lowered);
        return answered.under(balance == null ? told : told.with(balance));
    }
}
