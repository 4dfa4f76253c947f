package dev.dragoman;

import dev.dragoman.error.LlmException;
import dev.dragoman.model.Usage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells listeners how calls ended. Whatever a listener does, the call is not its matter. Thread-safe. */
final class Reports {

    private static final System.Logger LOG = System.getLogger(Reports.class.getName());

    private final List<Consumer<CallReport>> onSuccess;
    private final List<Consumer<CallReport>> onFailure;
    private final LongSupplier nanoClock;

    Reports(List<Consumer<CallReport>> onSuccess, List<Consumer<CallReport>> onFailure, LongSupplier nanoClock) {
        this.onSuccess = List.copyOf(onSuccess);
        this.onFailure = List.copyOf(onFailure);
        this.nanoClock = nanoClock;
    }

    /** Whether anybody listens. */
    boolean wanted() {
        return !onSuccess.isEmpty() || !onFailure.isEmpty();
    }

    void success(Call call, Reply reply) {
        tell(onSuccess, call, reply.usage(), reply, null);
    }

    /** An answer that is no chat. */
    void success(Call call, Usage usage) {
        tell(onSuccess, call, usage, null, null);
    }

    void failure(Call call, @Nullable Reply soFar, LlmException failure) {
        tell(onFailure, call, soFar == null ? Usage.NONE : soFar.usage(), soFar, failure);
    }

    private void tell(
            List<Consumer<CallReport>> listeners,
            Call call,
            Usage usage,
            @Nullable Reply reply,
            @Nullable LlmException failure) {
        if (listeners.isEmpty()) {
            return;
        }
        Duration duration = Duration.ofNanos(nanoClock.getAsLong() - call.startNanos());
        CallReport report = new CallReport(
                call.id(), call.model(), call.source().operation(), call.stream(), duration, usage, reply, failure);
        for (Consumer<CallReport> listener : listeners) {
            tell(listener, report);
        }
    }

    private static void tell(Consumer<CallReport> listener, CallReport report) {
        try {
            listener.accept(report);
        } catch (Throwable broken) {
            // The answer is there, and paid for: no mistake of a listener may take it away.
            LOG.log(System.Logger.Level.WARNING, "a listener of call " + report.id() + " failed", broken);
        }
    }
}
