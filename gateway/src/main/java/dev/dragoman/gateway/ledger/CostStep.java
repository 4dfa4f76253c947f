package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Cost;
import dev.dragoman.catalog.Pricing;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Charge;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.AnswerInfo;
import dev.dragoman.routing.ChatAnswer;
import dev.dragoman.routing.ChatStream;
import dev.dragoman.routing.Deployment;
import java.math.BigDecimal;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Reckons what every answer cost: that of a whole one at once, that of a stream when it ends. */
public final class CostStep implements Step {

    private static final int NANO_DIGITS = 9;
    private static final String PRICE = "price";
    private static final String USAGE = "usage";

    private final PriceBook book;
    private final SpendListener listener;
    private final UnpricedLog log;
    private final LongSupplier nanoClock;

    public CostStep(PriceBook book, SpendListener listener, LongSupplier nanoClock) {
        this.book = book;
        this.listener = listener;
        this.log = new UnpricedLog();
        this.nanoClock = nanoClock;
    }

    @Override
    public Answered handle(Call call, Next next) {
        Answered answered = next.proceed(call);
        return switch (answered.answer()) {
            case ChatAnswer.Whole whole -> answered.charged(whole(call, whole));
            case ChatAnswer.Streamed streamed -> streamed(call, streamed, answered);
        };
    }

    private Charge whole(Call call, ChatAnswer.Whole whole) {
        AnswerInfo info = whole.info();
        Priced priced = book.of(info.deployment());
        Cost cost = settle(call, info, priced, whole.usage(), info.vendorNanos(), true);
        String model = info.deployment().modelString();
        // Nothing at all is no cost that is known to be zero.
        boolean known = cost.isComplete() || cost.nanos() > 0;
        return new Charge(known ? cost : null, cost.isComplete() ? null : model);
    }

    private Answered streamed(Call call, ChatAnswer.Streamed streamed, Answered answered) {
        AnswerInfo info = streamed.info();
        Priced priced = book.of(info.deployment());
        String unpriced = priced.prices().isKnown() ? null : info.deployment().modelString();
        return answered.with(new ChatAnswer.Streamed(new Metered(call, streamed, priced), info))
                .charged(new Charge(null, unpriced));
    }

    private Cost settle(Call call, AnswerInfo info, Priced priced, Usage usage, long nanos, boolean ended) {
        Metering metering = Metering.of(usage);
        if (priced.prices().byTime()) {
            metering = metering.with(Meter.RESPONSE_SECONDS, BigDecimal.valueOf(nanos, NANO_DIGITS));
        }
        Cost cost = Pricing.cost(priced.prices(), metering, priced.adjustment());
        Deployment deployment = info.deployment();
        listener.spent(call, deployment, cost);
        if (!cost.isComplete()) {
            tell(call, deployment, PRICE);
        } else if (ended && isUnmetered(usage) && !priced.prices().byTime()) {
            tell(call, deployment, USAGE);
        }
        return cost;
    }

    private static boolean isUnmetered(Usage usage) {
        return usage.inputTokens() == null && usage.outputTokens() == null;
    }

    private void tell(Call call, Deployment deployment, String reason) {
        listener.unpriced(call, deployment, reason);
        log.warn(deployment.modelString(), reason);
    }

    /**
     * A stream that is charged when it ends, before its last piece is released; one that breaks off, or that its client
     * leaves, is charged for what the vendor had told by then.
     */
    private final class Metered implements ChatStream {

        private final Call call;
        private final ChatAnswer.Streamed streamed;
        private final Priced priced;
        private final long begun = nanoClock.getAsLong();
        private boolean settled;

        Metered(Call call, ChatAnswer.Streamed streamed, Priced priced) {
            this.call = call;
            this.streamed = streamed;
            this.priced = priced;
        }

        @Override
        public boolean next(Consumer<SseEvent> into) {
            boolean more = streamed.stream().next(into);
            if (!more) {
                settle(true);
            }
            return more;
        }

        @Override
        public Usage usage() {
            return streamed.stream().usage();
        }

        @Override
        public void close() {
            streamed.stream().close();
            settle(false);
        }

        private void settle(boolean ended) {
            if (!settled) {
                settled = true;
                long nanos = streamed.info().vendorNanos() + nanoClock.getAsLong() - begun;
                CostStep.this.settle(call, streamed.info(), priced, usage(), nanos, ended);
            }
        }
    }
}
