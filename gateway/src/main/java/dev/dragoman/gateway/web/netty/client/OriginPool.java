package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.http.Origin;
import dev.dragoman.http.UpstreamException.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's connections to one origin, and the calls that wait for one. The connection used last is used next, so
 * that those not needed grow old and are closed.
 */
final class OriginPool {

    /**
     * A used connection that closes without a word within this time after a request was sent had most likely been closed
     * by the other end before; the news takes one round trip.
     */
    static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** More unread bytes than these stop the reading of an answer. */
    static final long UNREAD_LIMIT = 64 << 10;

    private final ClientLoop client;
    private final Origin origin;
    private final Deque<ClientConnection> idle = new ArrayDeque<>();
    private final Deque<ClientCall> waiting = new ArrayDeque<>();
    private int open;
    private int connecting;

    OriginPool(ClientLoop client, Origin origin) {
        this.client = client;
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }

    /** Gives the call a connection, now or when there is one. */
    void acquire(ClientCall call) {
        ClientConnection connection = idle.pollLast();
        if (connection != null) {
            connection.start(call);
            return;
        }
        waiting.add(call);
        connectForWaiting();
    }

    /** The call no longer waits. */
    void forget(ClientCall call) {
        waiting.remove(call);
    }

    /** A new connection stands. */
    void opened(ClientConnection connection) {
        connecting--;
        release(connection);
    }

    /** A connection could not be opened. */
    void failed(Kind kind, String message, @Nullable Throwable cause) {
        connecting--;
        open--;
        ClientCall call = waiting.poll();
        if (call != null) {
            call.fail(kind, message, cause);
        }
        connectForWaiting();
        forgetIfUnused();
    }

    /** A connection is free. */
    void release(ClientConnection connection) {
        ClientCall next = waiting.poll();
        if (next != null) {
            connection.start(next);
        } else if (client.isClosed()) {
            connection.giveUp();
        } else {
            idle.add(connection);
            connection.rest();
        }
    }

    /** A connection is gone. */
    void closed(ClientConnection connection) {
        open--;
        idle.remove(connection);
        connectForWaiting();
        forgetIfUnused();
    }

    /** Closes all unused connections: one was found closed by the other end, so the older ones will be too. */
    void closeIdle() {
        List.copyOf(idle).forEach(this::discard);
    }

    /** Closes an unused connection. */
    void discard(ClientConnection connection) {
        idle.remove(connection);
        connection.giveUp();
    }

    private void connectForWaiting() {
        while (connecting < waiting.size() && open < client.maxConnectionsPerOrigin()) {
            connecting++;
            open++;
            client.connect(this);
        }
    }

    private void forgetIfUnused() {
        if (open == 0 && waiting.isEmpty()) {
            client.forget(this);
        }
    }
}
