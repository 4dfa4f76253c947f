package dev.dragoman.routing;

import dev.dragoman.error.LlmException;
import dev.dragoman.http.Slice;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells a listener when an answer has ended. */
final class Watched {

    private final AnswerInfo info;
    private final Source source;
    private final AttemptListener listener;
    private final LongSupplier nanoClock;
    private final long began;
    private final long firstNanos;
    private @Nullable LlmException failure;
    private boolean complete;
    private boolean told;

    private Watched(AnswerInfo info, Source source, AttemptListener listener, LongSupplier nanoClock, long began) {
        this.info = info;
        this.source = source;
        this.listener = listener;
        this.nanoClock = nanoClock;
        this.began = began;
        this.firstNanos = nanoClock.getAsLong() - began;
    }

    /** The answer, whose end is told; a whole one has ended. */
    static CallAnswer of(
            CallAnswer answer, Source source, AttemptListener listener, LongSupplier nanoClock, long began) {
        if (listener.equals(AttemptListener.NONE)) {
            return answer;
        }
        Watched watched = new Watched(answer.info(), source, listener, nanoClock, began);
        return switch (answer) {
            case CallAnswer.Whole whole -> {
                watched.complete = true;
                watched.tell(whole::usage);
                yield whole;
            }
            case CallAnswer.Events events -> new CallAnswer.Events(watched.new Events(events.stream()), events.info());
            case CallAnswer.Bytes bytes -> new CallAnswer.Bytes(watched.new Bytes(bytes.stream()), bytes.info());
        };
    }

    private boolean pull(BooleanSupplier next) {
        try {
            boolean more = next.getAsBoolean();
            complete |= !more;
            return more;
        } catch (LlmException broken) {
            failure = broken;
            throw broken;
        }
    }

    private void tell(Supplier<Usage> usage) {
        if (!told) {
            told = true;
            long nanos = nanoClock.getAsLong() - began;
            listener.ended(
                    info.deployment(),
                    source,
                    new AttemptListener.Ending(failure, complete, usage.get(), nanos, firstNanos));
        }
    }

    private final class Events implements EventStream {

        private final EventStream stream;

        Events(EventStream stream) {
            this.stream = stream;
        }

        @Override
        public boolean next(Consumer<SseEvent> into) {
            return pull(() -> stream.next(into));
        }

        @Override
        public Usage usage() {
            return stream.usage();
        }

        @Override
        public void close() {
            stream.close();
            tell(stream::usage);
        }
    }

    private final class Bytes implements ByteStream {

        private final ByteStream stream;

        Bytes(ByteStream stream) {
            this.stream = stream;
        }

        @Override
        public String contentType() {
            return stream.contentType();
        }

        @Override
        public boolean next(Consumer<Slice> into) {
            return pull(() -> stream.next(into));
        }

        @Override
        public Usage usage() {
            return stream.usage();
        }

        @Override
        public void close() {
            stream.close();
            tell(stream::usage);
        }
    }
}
