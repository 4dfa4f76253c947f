package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Cost;
import dev.dragoman.catalog.Pricing;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Charge;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.http.Slice;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.AnswerInfo;
import dev.dragoman.routing.ByteStream;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.CountSource;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.EventStream;
import dev.dragoman.routing.RealtimeSource;
import dev.dragoman.routing.RelaySource;
import dev.dragoman.routing.Source;
import java.math.BigDecimal;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

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
        if (call.source() instanceof CountSource) {
            return answered; // Vendors count for nothing.
        }
        return switch (answered.answer()) {
            case CallAnswer.Whole whole -> answered.charged(whole(call, whole));
            case CallAnswer.Events events -> {
                Later later = new Later(call, events.info(), events.stream()::usage);
                yield charged(
                        answered,
                        later,
                        new CallAnswer.Events(new MeteredEvents(events.stream(), later), events.info()));
            }
            case CallAnswer.Bytes bytes -> {
                Later later = new Later(call, bytes.info(), bytes.stream()::usage);
                yield charged(
                        answered, later, new CallAnswer.Bytes(new MeteredBytes(bytes.stream(), later), bytes.info()));
            }
        };
    }

    private Charge whole(Call call, CallAnswer.Whole whole) {
        AnswerInfo info = whole.info();
        Priced priced = prices(call, info.deployment());
        Cost cost = settle(call, info, priced, whole.usage(), info.vendorNanos(), true);
        String model = info.deployment().modelString();
        // Nothing at all is no cost that is known to be zero.
        boolean known = cost.isComplete() || cost.nanos() > 0;
        return new Charge(known ? cost : null, cost.isComplete() ? null : model);
    }

    private static Answered charged(Answered answered, Later later, CallAnswer metered) {
        String model = later.info.deployment().modelString();
        return answered.with(metered)
                .charged(new Charge(null, later.priced.prices().isKnown() ? null : model));
    }

    private Cost settle(Call call, AnswerInfo info, Priced priced, Usage usage, long nanos, boolean ended) {
        Metering metering = ImageOrder.metered(call.source(), Metering.of(usage));
        if (priced.prices().byTime()) {
            metering = metering.with(Meter.RESPONSE_SECONDS, BigDecimal.valueOf(nanos, NANO_DIGITS));
        }
        Cost cost = Pricing.cost(priced.prices(), metering, priced.adjustment());
        Deployment deployment = info.deployment();
        listener.spent(call, deployment, cost);
        if (!cost.isComplete()) {
            tell(call, deployment, PRICE);
        } else if (ended
                && tellsUsage(call.source())
                && isUnmetered(metering)
                && !priced.prices().byTime()) {
            tell(call, deployment, USAGE);
        }
        return cost;
    }

    private static boolean tellsUsage(Source source) {
        return source instanceof ChatSource || source instanceof RealtimeSource;
    }

    private static boolean isUnmetered(Metering metering) {
        Usage usage = metering.usage();
        return usage.inputTokens() == null
                && usage.outputTokens() == null
                && metering.counts().isEmpty();
    }

    /** Some images cost by size and quality, which only the request tells. */
    private Priced prices(Call call, Deployment deployment) {
        return switch (call.source()) {
            case RelaySource passing -> book.once(deployment);
            case RealtimeSource session
            when session.operation() == Operation.TRANSCRIPTIONS ->
                book.listed(deployment); // By a model that the session chose, not the configuration.
            case Source images when ImageOrder.isImage(images) -> book.ofImage(deployment, ImageOrder.of(images));
            case Source other -> book.of(deployment);
        };
    }

    private void tell(Call call, Deployment deployment, String reason) {
        listener.unpriced(call, deployment, reason);
        log.warn(deployment.modelString(), reason);
    }

    /**
     * The charge of an answer in pieces, made when it ends, before its last piece is released; one that breaks off, or that its
     * client leaves, is charged for what the vendor had told by then.
     */
    private final class Later {

        private final Call call;
        private final AnswerInfo info;
        private final Supplier<Usage> usage;
        private final Priced priced;
        private final long begun = nanoClock.getAsLong();
        private boolean settled;

        Later(Call call, AnswerInfo info, Supplier<Usage> usage) {
            this.call = call;
            this.info = info;
            this.usage = usage;
            this.priced = prices(call, info.deployment());
        }

        boolean pulled(boolean more) {
            if (!more) {
                settle(true);
            }
            return more;
        }

        void settle(boolean ended) {
            if (!settled) {
                settled = true;
                long nanos = info.vendorNanos() + nanoClock.getAsLong() - begun;
                CostStep.this.settle(call, info, priced, usage.get(), nanos, ended);
            }
        }
    }

    private record MeteredEvents(EventStream stream, Later later) implements EventStream {

        @Override
        public boolean next(Consumer<SseEvent> into) {
            return later.pulled(stream.next(into));
        }

        @Override
        public Usage usage() {
            return stream.usage();
        }

        @Override
        public void close() {
            stream.close();
            later.settle(false);
        }
    }

    private record MeteredBytes(ByteStream stream, Later later) implements ByteStream {

        @Override
        public String contentType() {
            return stream.contentType();
        }

        @Override
        public boolean next(Consumer<Slice> into) {
            return later.pulled(stream.next(into));
        }

        @Override
        public Usage usage() {
            return stream.usage();
        }

        @Override
        public void close() {
            stream.close();
            later.settle(false);
        }
    }
}
