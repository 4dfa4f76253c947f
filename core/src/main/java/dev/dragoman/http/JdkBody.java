package dev.dragoman.http;

import dev.dragoman.http.UpstreamException.Kind;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A body that the JDK's client pushes and a caller pulls; the next part is asked for when the one before was taken. */
final class JdkBody implements BodySubscriber<JdkBody> {

    private final UpstreamRequest request;
    private final Timeouts timeouts;
    private final Cancellation cancellation;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private Flow.@Nullable Subscription subscription;
    private boolean closed;
    private boolean ended;
    private @Nullable UpstreamException failure;

    JdkBody(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
        this.request = request;
        this.timeouts = timeouts;
        this.cancellation = cancellation;
    }

    /** What the client tells. */
    private sealed interface Signal {

        record Part(Slice bytes) implements Signal {}

        record End() implements Signal {}

        record Failure(Throwable cause) implements Signal {}

        /** Look at the cancellation. */
        record Wake() implements Signal {}
    }

    @Override
    public CompletionStage<JdkBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        int length = 0;
        for (ByteBuffer buffer : buffers) {
            length += buffer.remaining();
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (ByteBuffer buffer : buffers) {
            int part = buffer.remaining();
            buffer.get(bytes, at, part);
            at += part;
        }
        signals.add(new Signal.Part(Slice.of(bytes)));
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(new Signal.Failure(cause));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.End());
    }

    /** Waits for the next part; null at the end. */
    @Nullable
    Slice next() {
        while (!ended) {
            if (failure != null) {
                throw failure;
            }
            Slice part = taken(await());
            if (part != null && part.length() > 0) {
                return part;
            }
        }
        return null;
    }

    /** Has whoever waits look at the cancellation, and gives the connection up. */
    void cancel() {
        close();
        signals.add(new Signal.Wake());
    }

    /** Gives the connection up, unless the body has ended. */
    synchronized void close() {
        closed = true;
        if (subscription != null && !ended) {
            subscription.cancel();
        }
    }

    private @Nullable Slice taken(Signal signal) {
        switch (signal) {
            case Signal.Part part -> {
                demand();
                return part.bytes();
            }
            case Signal.End _ -> end();
            case Signal.Failure broken -> fail(JdkFailures.inBody(request, broken.cause()));
            case Signal.Wake _ -> {}
        }
        if (cancellation.isCancelled() && !ended) {
            fail(JdkFailures.cancelled(request, null));
        }
        return null;
    }

    private synchronized void demand() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private synchronized void end() {
        ended = true;
    }

    private void fail(UpstreamException broken) {
        failure = broken;
        close();
    }

    private Signal await() {
        long now = System.nanoTime();
        long total = timeouts.total().remaining(now);
        long idle = timeouts.idle().isPositive() ? timeouts.idle().toNanos() : Long.MAX_VALUE;
        Signal signal = total <= 0 ? null : poll(Math.min(total, idle));
        if (signal != null) {
            return signal;
        }
        Kind kind = total <= idle ? Kind.TOTAL_TIMEOUT : Kind.IDLE_TIMEOUT;
        fail(new UpstreamException(kind, "the answer from " + request + " did not go on in time"));
        return new Signal.Wake();
    }

    private @Nullable Signal poll(long nanos) {
        try {
            return signals.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(JdkFailures.cancelled(request, e));
            return new Signal.Wake();
        }
    }
}
