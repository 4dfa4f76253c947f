package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Cost;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Charge;
import dev.dragoman.http.Slice;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.AnswerInfo;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The charge of an answer in pieces, made when it ends, before its last piece is released. One that does not tell what it took is
 * charged by what was heard of it, when its client has it all: nobody waits for an estimate. One that breaks off, or that its
 * client leaves, is charged for what the vendor had told or sent by then. Confined to one thread.
 */
final class Settling {

    private final Reckoner reckoner;
    private final Call call;
    private final AnswerInfo info;
    private final Supplier<Usage> usage;
    private final LongSupplier nanoClock;
    private final Priced priced;
    private final long begun;
    private final @Nullable Heard heard;
    private boolean ended;
    private boolean settled;

    Settling(Reckoner reckoner, Call call, AnswerInfo info, Supplier<Usage> usage, LongSupplier nanoClock) {
        this.reckoner = reckoner;
        this.call = call;
        this.info = info;
        this.usage = usage;
        this.nanoClock = nanoClock;
        this.begun = nanoClock.getAsLong();
        Usage told = usage.get();
        this.priced = reckoner.prices(call, info.deployment(), told);
        this.heard = Reckoner.estimable(call, priced, told) ? new Heard() : null;
    }

    /** Whether what passes may have to be counted. */
    boolean listens() {
        return heard != null;
    }

    void event(byte[] json) {
        Heard to = heard;
        if (to != null) {
            to.event(json);
        }
    }

    void piece(Slice piece) {
        Heard to = heard;
        if (to != null) {
            to.piece(piece);
        }
    }

    /** What is known of the charge before the first piece. */
    Charge beforehand() {
        Usage told = usage.get();
        String model = info.deployment().modelString();
        if (priced.prices().isFlat() || call.source().operation() == Operation.SPEECH && !told.equals(Usage.NONE)) {
            Cost cost = priced.cost(Metering.of(told));
            return cost.isComplete() ? new Charge(cost, null) : new Charge(null, model);
        }
        boolean known = priced.tariff(told.served().model()).prices().isKnown();
        return new Charge(null, known ? null : model);
    }

    /** Takes note of whether there is more. */
    boolean pulled(boolean more) {
        if (!more) {
            ended = true;
            if (!isEstimate(usage.get())) {
                settle();
            }
        }
        return more;
    }

    void close() {
        settle();
    }

    private boolean isEstimate(Usage told) {
        return heard != null && Estimates.isMissing(told, ended);
    }

    private void settle() {
        if (settled) {
            return;
        }
        settled = true;
        Usage told = usage.get();
        Heard to = heard;
        if (to != null && isEstimate(told)) {
            reckoner.estimate(call, info, priced, told, to);
        } else {
            long nanos = info.vendorNanos() + nanoClock.getAsLong() - begun;
            reckoner.settle(call, info, priced, told, nanos, ended);
        }
    }
}
