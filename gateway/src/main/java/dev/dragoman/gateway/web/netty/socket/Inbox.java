package dev.dragoman.gateway.web.netty.socket;

import dev.dragoman.gateway.web.netty.loop.Parking;
import dev.dragoman.http.WebSocketEnd;
import dev.dragoman.http.WebSocketMessage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where an event loop leaves messages for the one thread that receives them. */
final class Inbox {

    private final Queue<WebSocketMessage> messages = new ConcurrentLinkedQueue<>();
    private final Parking parking = new Parking();
    private long written;
    private long readByReader;
    private volatile long read;
    private final AtomicReference<@Nullable WebSocketEnd> end = new AtomicReference<>();

    /** Puts a message in; on the loop. */
    void put(WebSocketMessage message) {
        written += weight(message);
        messages.add(message);
        parking.wake();
    }

    /** Nothing more comes; any thread. Only the first reason counts: whether this was it. */
    boolean finish(WebSocketEnd reason) {
        boolean first = end.compareAndSet(null, reason);
        if (first) {
            parking.wake();
        }
        return first;
    }

    /** How it ended; any thread. */
    @Nullable
    WebSocketEnd end() {
        return end.get();
    }

    /** What was put in but not taken yet; on the loop, or by the reader while the loop puts nothing in. */
    long unread() {
        return written - read;
    }

    /** Waits for something to take, or for the end; false when the thread was interrupted. By the reader. */
    boolean await() {
        return parking.await(() -> end.get() != null || !messages.isEmpty());
    }

    /** Takes the next message; null when there is none. By the reader. */
    @Nullable
    WebSocketMessage take() {
        WebSocketMessage message = messages.poll();
        if (message != null) {
            readByReader += weight(message);
            read = readByReader;
        }
        return message;
    }

    /** Empty messages need memory too. */
    private static long weight(WebSocketMessage message) {
        return message.content().length() + 64L;
    }
}
