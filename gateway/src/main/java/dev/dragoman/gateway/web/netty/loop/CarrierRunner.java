package dev.dragoman.gateway.web.netty.loop;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event loop as a virtual thread, its requests on the same carrier. */
final class CarrierRunner implements LoopRunner {

    private static final Duration JOIN = Duration.ofSeconds(2);

    private final String name;
    private final Fallback fallback;
    private @Nullable Carrier carrier;
    private @Nullable Thread loopThread;

    CarrierRunner(String name, Fallback fallback) {
        this.name = name;
        this.fallback = fallback;
    }

    @Override
    public RequestThreads threads() {
        return this::startRequest;
    }

    @Override
    public boolean sharesThread() {
        return true;
    }

    @Override
    public boolean hasWork() {
        return carrier().hasWork();
    }

    @Override
    public void start(Loop loop) {
        Carrier started = new Carrier(loop, name);
        carrier = started;
        loopThread = started.start(
                name + "-io", () -> FastThreadLocalThread.runWithFastThreadLocal(() -> run(loop, started)));
    }

    @Override
    public void join() {
        if (loopThread != null) {
            Joining.join(loopThread, JOIN);
        }
    }

    private void startRequest(Runnable request) {
        if (fallback.isTaken()) {
            VirtualThreads.startOnDefault(request);
        } else {
            VirtualThreads.start(carrier(), null, request);
        }
    }

    private Carrier carrier() {
        return Objects.requireNonNull(carrier, "the carrier is there once the loop was started");
    }

    /** Yields to its requests by {@code Thread.yield()}, which does exactly that: the scheduler is the carrier. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void run(Loop loop, Carrier carrier) {
        loop.bind();
        while (!loop.isTerminated()) {
            loop.turn();
            if (carrier.hasWork()) {
                Thread.yield();
            }
        }
    }
}
