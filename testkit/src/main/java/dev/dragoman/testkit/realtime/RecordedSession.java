package dev.dragoman.testkit.realtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A connection as the vendor saw it. Thread-safe. */
public final class RecordedSession {

    private final ClientHandshake handshake;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final CountDownLatch hearing = new CountDownLatch(1);
    private final AtomicLong sent = new AtomicLong();

    RecordedSession(ClientHandshake handshake) {
        this.handshake = handshake;
    }

    /** How it began. */
    public ClientHandshake handshake() {
        return handshake;
    }

    /** The client's events, as text. */
    public List<String> events() {
        return events;
    }

    /** How many events the vendor has sent. */
    public long sent() {
        return sent.get();
    }

    /** Lets a deaf vendor listen. */
    public void hear() {
        hearing.countDown();
    }

    /** The code of the client's closing frame; 1006 when it left without one, null when it is still there. */
    public @Nullable Integer endWithin(Duration limit) {
        try {
            return end.completeOnTimeout(-1, limit.toNanos(), TimeUnit.NANOSECONDS)
                                    .get()
                            == -1
                    ? null
                    : end.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        } catch (java.util.concurrent.ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void took(String event) {
        events.add(event);
    }

    long sending() {
        return sent.incrementAndGet();
    }

    void ended(int code) {
        end.complete(code);
    }

    void awaitHearing() throws InterruptedException {
        hearing.await();
    }
}
