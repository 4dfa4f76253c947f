package dev.dragoman.gateway.observe;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.AnswerInfo;
import dev.dragoman.routing.ChatAnswer;
import dev.dragoman.routing.ChatStream;
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
            return switch (answered.answer()) {
                case ChatAnswer.Whole whole -> {
                    succeeded(call, whole.info(), whole.usage(), false);
                    yield answered;
                }
                case ChatAnswer.Streamed streamed ->
                    answered.with(new ChatAnswer.Streamed(new Counted(call, streamed), streamed.info()));
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

    private void succeeded(Call call, AnswerInfo info, Usage usage, boolean stream) {
        long total = nanoClock.getAsLong() - call.receivedNanos();
        metrics.succeeded(call, info.deployment(), usage, total, info.vendorNanos(), stream);
    }

    /** A stream that is counted when it closes. */
    private final class Counted implements ChatStream {

        private final Call call;
        private final ChatAnswer.Streamed streamed;
        private @Nullable LlmException failure;
        private boolean ended;
        private boolean closed;

        Counted(Call call, ChatAnswer.Streamed streamed) {
            this.call = call;
            this.streamed = streamed;
        }

        @Override
        public boolean next(Consumer<SseEvent> into) {
            try {
                boolean more = streamed.stream().next(into);
                ended |= !more;
                return more;
            } catch (LlmException broken) {
                failure = broken;
                throw broken;
            }
        }

        @Override
        public Usage usage() {
            return streamed.stream().usage();
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            streamed.stream().close();
            LlmException broken = failure;
            if (broken != null) {
                metrics.failed(call, broken, call.model());
            } else if (ended) {
                succeeded(call, streamed.info(), usage(), true);
            } else {
                metrics.abandoned(call, call.model());
            }
        }
    }
}
