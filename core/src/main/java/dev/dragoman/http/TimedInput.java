package dev.dragoman.http;

import dev.dragoman.http.UpstreamException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** What comes from a socket, as long as it comes in time. Confined to one thread. */
final class TimedInput {

    private static final int BUFFER_BYTES = 16 << 10;

    private final Socket socket;
    private final InputStream in;
    private final SocketConnection connection;
    private final Timeouts timeouts;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private boolean begun;

    TimedInput(Socket socket, SocketConnection connection, Timeouts timeouts) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.connection = connection;
        this.timeouts = timeouts;
    }

    /** The limit for the head counts no more. */
    void begin() {
        begun = true;
    }

    /** The next byte; -1 at the end. */
    int read() {
        return fill() ? buffer[at++] & 0xFF : -1;
    }

    /** At least one byte and at most so many; empty at the end. */
    Slice read(long most) {
        if (most == 0 || !fill()) {
            return Slice.EMPTY;
        }
        int count = (int) Math.min(most, end - at);
        byte[] piece = new byte[count];
        System.arraycopy(buffer, at, piece, 0, count);
        at += count;
        return Slice.of(piece);
    }

    private boolean fill() {
        if (at < end) {
            return true;
        }
        long now = System.nanoTime();
        long total = timeouts.total().remaining(now);
        long head = begun ? Long.MAX_VALUE : timeouts.head().remaining(now);
        long idle = timeouts.idle().isPositive() ? timeouts.idle().toNanos() : Long.MAX_VALUE;
        long least = Math.min(total, Math.min(head, idle));
        Kind late = least == total ? Kind.TOTAL_TIMEOUT : least == head ? Kind.HEAD_TIMEOUT : Kind.IDLE_TIMEOUT;
        if (least <= 0) {
            throw connection.late(late);
        }
        try {
            socket.setSoTimeout(millis(least));
            at = 0;
            end = Math.max(0, in.read(buffer));
            return end > 0;
        } catch (SocketTimeoutException silent) {
            throw connection.late(late);
        } catch (IOException lost) {
            throw connection.lost(lost);
        }
    }

    /** Zero, which means no limit, is never meant. */
    private static int millis(long nanos) {
        return nanos == Long.MAX_VALUE ? 0 : Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos), 1, Integer.MAX_VALUE);
    }
}
