package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Step;

/** Writes down calls that are not answered, where what is answered is charged elsewhere. */
public final class FailureStep implements Step {

    private final Ledger ledger;

    public FailureStep(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Answered handle(Call call, Next next) {
        try {
            return next.proceed(call);
        } catch (RuntimeException failure) {
            ledger.failed(call, failure);
            throw failure;
        }
    }
}
