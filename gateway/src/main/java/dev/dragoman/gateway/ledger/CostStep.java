package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.ChatTokens;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Charge;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.http.Slice;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.AnswerInfo;
import dev.dragoman.routing.ByteStream;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.CountSource;
import dev.dragoman.routing.EventStream;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Reckons what every answer cost: that of a whole one at once, that of a stream when it ends. */
public final class CostStep implements Step {

    private final Reckoner reckoner;
    private final LongSupplier nanoClock;

    /**
     * A room.
     *
     * @param tokens counts what vendors do not
     */
    public CostStep(PriceBook book, SpendListener listener, ChatTokens tokens, LongSupplier nanoClock) {
        this.reckoner = new Reckoner(book, listener, new Estimates(tokens));
        this.nanoClock = nanoClock;
    }

    @Override
    public Answered handle(Call call, Next next) {
        Answered answered = next.proceed(call);
        if (call.source() instanceof CountSource) {
            return answered; // Vendors count for nothing.
        }
        if (answered.isFromCache()) {
            return answered.charged(reckoner.free(call, answered.answer().info().deployment()));
        }
        return switch (answered.answer()) {
            case CallAnswer.Whole whole -> answered.charged(whole(call, whole));
            case CallAnswer.Events events -> {
                Settling settling = settling(call, events.info(), events.stream()::usage);
                EventStream metered = new MeteredEvents(events.stream(), settling);
                yield answered.with(new CallAnswer.Events(metered, events.info()))
                        .charged(settling.beforehand());
            }
            case CallAnswer.Bytes bytes -> {
                Settling settling = settling(call, bytes.info(), bytes.stream()::usage);
                ByteStream metered = new MeteredBytes(bytes.stream(), settling);
                yield answered.with(new CallAnswer.Bytes(metered, bytes.info())).charged(settling.beforehand());
            }
        };
    }

    private Settling settling(Call call, AnswerInfo info, Supplier<Usage> usage) {
        return new Settling(reckoner, call, info, usage, nanoClock);
    }

    private Charge whole(Call call, CallAnswer.Whole whole) {
        AnswerInfo info = whole.info();
        Usage told = whole.usage();
        Priced priced = reckoner.prices(call, info.deployment(), told);
        if (Estimates.isMissing(told, true) && Reckoner.estimable(call, priced, told)) {
            Heard heard = new Heard();
            heard.event(whole.body().toBytes());
            return reckoner.estimate(call, info, priced, told, heard);
        }
        return reckoner.settle(call, info, priced, told, info.vendorNanos(), true);
    }

    private static final class MeteredEvents implements EventStream {

        private final EventStream stream;
        private final Settling settling;
        private Consumer<SseEvent> into = event -> {};
        private final Consumer<SseEvent> listening = this::heard;

        MeteredEvents(EventStream stream, Settling settling) {
            this.stream = stream;
            this.settling = settling;
        }

        private void heard(SseEvent event) {
            settling.event(event.data());
            into.accept(event);
        }

        @Override
        public boolean next(Consumer<SseEvent> receiver) {
            if (!settling.listens()) {
                return settling.pulled(stream.next(receiver));
            }
            into = receiver;
            return settling.pulled(stream.next(listening));
        }

        @Override
        public Usage usage() {
            return stream.usage();
        }

        @Override
        public void close() {
            stream.close();
            settling.close();
        }
    }

    private static final class MeteredBytes implements ByteStream {

        private final ByteStream stream;
        private final Settling settling;
        private Consumer<Slice> into = piece -> {};
        private final Consumer<Slice> listening = this::heard;

        MeteredBytes(ByteStream stream, Settling settling) {
            this.stream = stream;
            this.settling = settling;
        }

        private void heard(Slice piece) {
            settling.piece(piece);
            into.accept(piece);
        }

        @Override
        public String contentType() {
            return stream.contentType();
        }

        @Override
        public boolean next(Consumer<Slice> receiver) {
            if (!settling.listens()) {
                return settling.pulled(stream.next(receiver));
            }
            into = receiver;
            return settling.pulled(stream.next(listening));
        }

        @Override
        public Usage usage() {
            return stream.usage();
        }

        @Override
        public void close() {
            stream.close();
            settling.close();
        }
    }
}
