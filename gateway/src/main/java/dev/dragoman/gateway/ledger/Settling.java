package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Cost;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Charge;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.AnswerInfo;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The charge of an answer in pieces, made when it ends, before its last piece is released. One that does not tell what it took is
 * charged by what was heard of it, when its client has it all: nobody waits for an estimate. One that breaks off, or that its
 * client leaves, is charged for what the vendor had told or sent by then. Confined to one thread.
 */
final class Settling {

    private static final byte[] NOTHING = {};
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Reckoner reckoner;
    private final Call call;
    private final Account account;
    private final AnswerInfo info;
    private final Supplier<Usage> usage;
    private final LongSupplier nanoClock;
    private final Priced priced;
    private final long begun;
    private final boolean estimable;
    private final boolean kept;
    private final @Nullable Heard heard;
    private @Nullable LlmException broken;
    private long told;
    private boolean ended;
    private boolean settled;

    Settling(
            Reckoner reckoner,
            Call call,
            Account account,
            AnswerInfo info,
            Supplier<Usage> usage,
            LongSupplier nanoClock) {
        this.reckoner = reckoner;
        this.call = call;
        this.account = account;
        this.info = info;
        this.usage = usage;
        this.nanoClock = nanoClock;
        this.begun = nanoClock.getAsLong();
        this.told = begun;
        Usage first = usage.get();
        this.priced = reckoner.prices(call, info.deployment(), first);
        this.estimable = Reckoner.estimable(call, priced, first);
        this.kept = account.keepsTexts();
        this.heard = estimable || kept ? new Heard() : null;
    }

    /** Whether what passes may have to be counted, or to be kept. */
    boolean listens() {
        return heard != null;
    }

    /** Whether the answer's id is not known yet. */
    boolean isNameless() {
        return account.isNameless();
    }

    void event(byte[] json) {
        Heard to = heard;
        if (to != null) {
            to.event(json);
        }
        if (account.isNameless()) {
            account.named(AnswerIds.in(json));
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
        Usage known = usage.get();
        String model = info.deployment().modelString();
        if (priced.prices().isFlat() || call.source().operation() == Operation.SPEECH && !known.equals(Usage.NONE)) {
            Cost cost = priced.cost(Metering.of(known));
            return cost.isComplete() ? new Charge(cost, null) : new Charge(null, model);
        }
        boolean listed = priced.tariff(known.served().model()).prices().isKnown();
        return new Charge(null, listed ? null : model);
    }

    /** Pulls the next piece, and takes note of whether there is more. */
    boolean pull(BooleanSupplier next) {
        boolean more;
        try {
            more = next.getAsBoolean();
        } catch (LlmException failure) {
            broken = failure;
            throw failure;
        }
        if (!more) {
            ended = true;
            if (!isEstimate(usage.get())) {
                settle();
            }
        } else if (nanoClock.getAsLong() - told > PROGRESS_NANOS) {
            tell();
        }
        return more;
    }

    /** How far it has come, should this process not live to see the end. */
    private void tell() {
        told = nanoClock.getAsLong();
        Heard to = heard;
        Usage known = to == null ? usage.get() : reckoner.roughly(call, usage.get(), to.bytes());
        account.progress(
                info.deployment(), known, priced.cost(Metering.of(known)).nanos());
    }

    void close() {
        settle();
    }

    private boolean isEstimate(Usage known) {
        return estimable && Estimates.isMissing(known, ended);
    }

    private void settle() {
        if (settled) {
            return;
        }
        settled = true;
        Usage known = usage.get();
        Heard to = heard;
        if (to != null && isEstimate(known)) {
            reckoner.estimate(call, account, info, priced, known, to, error());
        } else {
            long nanos = info.vendorNanos() + nanoClock.getAsLong() - begun;
            reckoner.settle(call, account, info, priced, known, nanos, error());
        }
        if (kept && to != null) {
            account.said(new Texts.Answer(NOTHING, to.text()));
        }
    }

    private @Nullable JsonObject error() {
        LlmException failure = broken;
        if (failure != null) {
            return SpendFacts.error(failure);
        }
        return ended ? null : SpendFacts.left();
    }
}
