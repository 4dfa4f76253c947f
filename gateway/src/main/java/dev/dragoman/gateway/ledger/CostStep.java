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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Reckons what every answer cost: that of a whole one at once, that of a stream when it ends. */
public final class CostStep implements Step {

    private final Reckoner reckoner;
    private final Ledger ledger;
    private final LongSupplier nanoClock;

    /**
     * A room.
     *
     * @param tokens counts what vendors do not
     * @param ledger writes down what calls cost
     */
    public CostStep(PriceBook book, SpendListener listener, ChatTokens tokens, Ledger ledger, LongSupplier nanoClock) {
        this.reckoner = new Reckoner(book, listener, new Estimates(tokens));
        this.ledger = ledger;
        this.nanoClock = nanoClock;
    }

    @Override
    public Answered handle(Call call, Next next) {
        if (call.source() instanceof CountSource) {
            return next.proceed(call); // Vendors count for nothing.
        }
        Account account = ledger.open(call);
        try {
            Answered answered = next.proceed(call);
            account.answered(answered);
            return charged(call, account, answered);
        } catch (RuntimeException failure) {
            account.failed(failure);
            throw failure;
        }
    }

    private Answered charged(Call call, Account account, Answered answered) {
        if (answered.isFromCache()) {
            return answered.charged(free(call, account, answered.answer()));
        }
        return switch (answered.answer()) {
            case CallAnswer.Whole whole -> answered.charged(whole(call, account, whole));
            case CallAnswer.Events events -> {
                Settling settling = settling(call, account, events.info(), events.stream()::usage);
                EventStream metered = new MeteredEvents(events.stream(), settling);
                yield answered.with(new CallAnswer.Events(metered, events.info()))
                        .charged(settling.beforehand());
            }
            case CallAnswer.Bytes bytes -> {
                Settling settling = settling(call, account, bytes.info(), bytes.stream()::usage);
                ByteStream metered = new MeteredBytes(bytes.stream(), settling);
                yield answered.with(new CallAnswer.Bytes(metered, bytes.info())).charged(settling.beforehand());
            }
        };
    }

    private Settling settling(Call call, Account account, AnswerInfo info, Supplier<Usage> usage) {
        return new Settling(reckoner, call, account, info, usage, nanoClock);
    }

    /** Nothing, for an answer that no vendor was asked for. */
    private Charge free(Call call, Account account, CallAnswer answer) {
        Usage usage = switch (answer) {
            case CallAnswer.Whole whole -> {
                account.named(AnswerIds.in(whole.body()));
                yield whole.usage();
            }
            case CallAnswer.Events events -> events.stream().usage();
            case CallAnswer.Bytes bytes -> bytes.stream().usage();
        };
        return reckoner.free(call, account, answer.info().deployment(), usage);
    }

    private Charge whole(Call call, Account account, CallAnswer.Whole whole) {
        Charge charge = settled(call, account, whole);
        if (account.keepsTexts()) {
            account.said(new Texts.Answer(whole.body().toBytes(), ""));
        }
        return charge;
    }

    private Charge settled(Call call, Account account, CallAnswer.Whole whole) {
        account.named(AnswerIds.in(whole.body()));
        AnswerInfo info = whole.info();
        Usage told = whole.usage();
        Priced priced = reckoner.prices(call, info.deployment(), told);
        if (Estimates.isMissing(told, true) && Reckoner.estimable(call, priced, told)) {
            Heard heard = new Heard();
            heard.event(whole.body().toBytes());
            return reckoner.estimate(call, account, info, priced, told, heard, null);
        }
        return reckoner.settle(call, account, info, priced, told, info.vendorNanos(), null);
    }

    private static final class MeteredEvents implements EventStream {

        private final EventStream stream;
        private final Settling settling;
        private Consumer<SseEvent> into = event -> {};
        private final Consumer<SseEvent> listening = this::heard;
        private final BooleanSupplier pulling = this::pulled;

        MeteredEvents(EventStream stream, Settling settling) {
            this.stream = stream;
            this.settling = settling;
        }

        private boolean pulled() {
            return stream.next(settling.listens() || settling.isNameless() ? listening : into);
        }

        private void heard(SseEvent event) {
            settling.event(event.data());
            into.accept(event);
        }

        @Override
        public boolean next(Consumer<SseEvent> receiver) {
            into = receiver;
            return settling.pull(pulling);
        }

        @Override
        public Usage usage() {
            return stream.usage();
        }

        @Override
        public void close() {
            try {
                stream.close();
            } finally {
                settling.close();
            }
        }
    }

    private static final class MeteredBytes implements ByteStream {

        private final ByteStream stream;
        private final Settling settling;
        private Consumer<Slice> into = piece -> {};
        private final Consumer<Slice> listening = this::heard;
        private final BooleanSupplier pulling = this::pulled;

        MeteredBytes(ByteStream stream, Settling settling) {
            this.stream = stream;
            this.settling = settling;
        }

        private boolean pulled() {
            return stream.next(settling.listens() ? listening : into);
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
            into = receiver;
            return settling.pull(pulling);
        }

        @Override
        public Usage usage() {
            return stream.usage();
        }

        @Override
        public void close() {
            try {
                stream.close();
            } finally {
                settling.close();
            }
        }
    }
}
