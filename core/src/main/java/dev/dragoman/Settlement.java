package dev.dragoman;

import dev.dragoman.error.LlmException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The end of a streamed call, told once, however many ways lead to it. Thread-safe. */
final class Settlement {

    private final Reports reports;
    private final Call call;
    private final AtomicBoolean told = new AtomicBoolean();

    Settlement(Reports reports, Call call) {
        this.reports = reports;
        this.call = call;
    }

    /** The stream ended, or was closed early. */
    void ended(Supplier<Reply> reply) {
        if (told.compareAndSet(false, true) && reports.wanted()) {
            reports.success(call, reply.get());
        }
    }

    /** The stream broke off. */
    void broke(Supplier<@Nullable Reply> soFar, LlmException failure) {
        if (told.compareAndSet(false, true) && reports.wanted()) {
            reports.failure(call, soFar.get(), failure);
        }
    }
}
