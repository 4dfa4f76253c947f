package dev.dragoman.gateway.relay;

import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Timeouts;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.Dispatcher;
import dev.dragoman.routing.ParameterPolicy;
import dev.dragoman.routing.RelaySource;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The last room of what is handed on: asks the one place it is meant for, once. */
public final class RelayStep implements Step {

    private final Dispatcher dispatcher;
    private final Supplier<Duration> timeout;
    private final Supplier<Duration> idle;
    private final LongSupplier nanoClock;

    /**
     * A room.
     *
     * @param timeout how long a vendor may take to begin its answer
     * @param idle the longest silence between two pieces of it
     */
    public RelayStep(
            Dispatcher dispatcher, Supplier<Duration> timeout, Supplier<Duration> idle, LongSupplier nanoClock) {
        this.dispatcher = dispatcher;
        this.timeout = timeout;
        this.idle = idle;
        this.nanoClock = nanoClock;
    }

    @Override
    public Answered handle(Call call, Next next) {
        if (!(call.source() instanceof RelaySource relay)) {
            throw new IllegalStateException("only what is handed on comes here, not " + call.source());
        }
        return new Answered(dispatcher.ask(relay, relay.deployment(), attempt(call, relay)), 0);
    }

    private Attempt attempt(Call call, RelaySource relay) {
        Duration limit = relay.timeout() == null ? timeout.get() : relay.timeout();
        Deadline head = limit.isZero() ? Deadline.NONE : Deadline.after(limit, nanoClock.getAsLong());
        return new Attempt(
                call.frame(),
                ParameterPolicy.STRICT,
                Headers.EMPTY,
                new Timeouts(Deadline.NONE, head, idle.get()),
                call.cancellation());
    }
}
