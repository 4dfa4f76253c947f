package dev.dragoman.gateway.observe;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.AnswerInfo;
import dev.dragoman.routing.ByteStream;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.EventStream;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The outermost room: counts every call, whatever becomes of it. */
public final class ObserveStep implements Step {

    private static final String UNKNOWN_MODEL = "unknown";

    private final Metrics metrics;
    private final LongSupplier nanoClock;

    public ObserveStep(Metrics metrics, LongSupplier nanoClock) {
        this.metrics = metrics;
        this.nanoClock = nanoClock;
    }

    @Override
    public Answered handle(Call call, Next next) {
        try {
            Answered answered = next.proceed(call);
            metrics.left(
                    call,
                    answered.answer().info().deployment(),
                    answered.circumstances().allowances());
            return switch (answered.answer()) {
                case CallAnswer.Whole whole -> {
                    succeeded(call, whole.info(), whole.usage(), false, answered.isFromCache());
                    yield answered;
                }
                case CallAnswer.Events streamed ->
                    answered.with(new CallAnswer.Events(
                            new CountedEvents(call, streamed, answered.isFromCache()), streamed.info()));
                case CallAnswer.Bytes bytes ->
                    answered.with(new CallAnswer.Bytes(new CountedBytes(call, bytes), bytes.info()));
            };
        } catch (LlmException failure) {
            metrics.failed(call, failure, named(call, failure));
            throw failure;
        } catch (UpstreamException gone) {
            metrics.abandoned(call, call.model());
            throw gone;
        }
    }

    /** Names that nobody offers are a client's to make up, and must not become label values without end. */
    private static String named(Call call, LlmException failure) {
        boolean unknown = failure instanceof BadRequestException
                && "model".equals(failure.detail().param());
        return unknown ? UNKNOWN_MODEL : call.model();
    }

    private void succeeded(Call call, AnswerInfo info, Usage usage, boolean stream, boolean cached) {
        long total = nanoClock.getAsLong() - call.receivedNanos();
        if (cached) {
            metrics.repeated(call, info.deployment(), usage, total);
        } else {
            metrics.succeeded(call, info.deployment(), usage, total, info.vendorNanos(), stream);
        }
    }

    /** Counts an answer in pieces when it closes. */
    private final class Count {

        private final Call call;
        private final AnswerInfo info;
        private final boolean cached;
        private @Nullable LlmException failure;
        private boolean ended;
        private boolean closed;

        Count(Call call, AnswerInfo info, boolean cached) {
            this.call = call;
            this.info = info;
            this.cached = cached;
        }

        boolean next(BooleanSupplier pull) {
            try {
                boolean more = pull.getAsBoolean();
                ended |= !more;
                return more;
            } catch (LlmException broken) {
                failure = broken;
                throw broken;
            }
        }

        /** Whether it was open. */
        boolean close() {
            boolean open = !closed;
            closed = true;
            return open;
        }

        void settle(Usage usage) {
            LlmException broken = failure;
            if (broken != null) {
                metrics.failed(call, broken, call.model());
            } else if (ended) {
                succeeded(call, info, usage, true, cached);
            } else {
                metrics.abandoned(call, call.model());
            }
        }
    }

    private final class CountedEvents implements EventStream {

        private final EventStream stream;
        private final Count count;

        CountedEvents(Call call, CallAnswer.Events events, boolean cached) {
            this.stream = events.stream();
            this.count = new Count(call, events.info(), cached);
        }

        @Override
        public boolean next(Consumer<SseEvent> into) {
            return count.next(() -> stream.next(into));
        }

        @Override
        public Usage usage() {
            return stream.usage();
        }

        @Override
        public void close() {
            if (count.close()) {
                stream.close();
                count.settle(stream.usage());
            }
        }
    }

    private final class CountedBytes implements ByteStream {

        private final ByteStream stream;
        private final Count count;

        CountedBytes(Call call, CallAnswer.Bytes bytes) {
            this.stream = bytes.stream();
            this.count = new Count(call, bytes.info(), false);
        }

        @Override
        public String contentType() {
            return stream.contentType();
        }

        @Override
        public boolean next(Consumer<Slice> into) {
            return count.next(() -> stream.next(into));
        }

        @Override
        public Usage usage() {
            return stream.usage();
        }

        @Override
        public void close() {
            if (count.close()) {
                stream.close();
                count.settle(stream.usage());
            }
        }
    }
}
