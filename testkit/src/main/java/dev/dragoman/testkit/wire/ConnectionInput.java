package dev.dragoman.testkit.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * The reading side of a connection, with a small buffer that grows on demand.
 *
 * <p>Pauses of the server are spent in a read with a timeout, so that a client that leaves during a pause is noticed at
 * once and no second thread is needed. Bytes that arrive during a pause belong to the next request and are kept.
 */
final class ConnectionInput {

    private static final int INITIAL_BUFFER = 1024;
    private static final int LARGEST_BUFFER = 64 * 1024;
    private static final Duration SHORTEST_TIMED_READ = Duration.ofMillis(1);

    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[INITIAL_BUFFER];
    private int start;
    private int end;

    ConnectionInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** Waits for the first byte of a request; false when the connection ended before. */
    boolean awaitRequest() throws IOException {
        socket.setSoTimeout(0);
        return start < end || fill() > 0;
    }

    /** Reads a line without its end; a bare line feed is taken as an end too. */
    String line(int limit) throws IOException {
        int scanned = start;
        while (true) {
            for (; scanned < end; scanned++) {
                if (buffer[scanned] == '\n') {
                    return takeLine(scanned);
                }
            }
            int offset = scanned - start;
            if (offset > limit) {
                throw new BadRequestException(431, "line longer than " + limit + " bytes");
            }
            require(fill());
            scanned = start + offset;
        }
    }

    private String takeLine(int newline) {
        int stop = newline > start && buffer[newline - 1] == '\r' ? newline - 1 : newline;
        String line = new String(buffer, start, stop - start, StandardCharsets.ISO_8859_1);
        start = newline + 1;
        return line;
    }

    byte[] exactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        int done = Math.min(length, end - start);
        System.arraycopy(buffer, start, bytes, 0, done);
        start += done;
        while (done < length) {
            int count = in.read(bytes, done, length - done);
            require(count);
            done += count;
        }
        return bytes;
    }

    /** Spends the time waiting; ends early with an exception when the client leaves. */
    void pause(Duration time) throws IOException {
        if (!time.isPositive()) {
            return;
        }
        long until = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        while (left > 0) {
            if (left < SHORTEST_TIMED_READ.toNanos() || isFull()) {
                sleep(left);
                return;
            }
            readFor(left);
            left = until - System.nanoTime();
        }
    }

    /** Waits until the client leaves, which ends it with an exception. */
    void hang() throws IOException {
        socket.setSoTimeout(0);
        while (true) {
            if (isFull()) {
                start = 0;
                end = 0;
            }
            requireClient(fill());
        }
    }

    private void readFor(long nanos) throws IOException {
        socket.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, nanos / 1_000_000)));
        try {
            requireClient(fill());
        } catch (SocketTimeoutException expected) {
            // The time is up and the client is still there.
        }
    }

    private boolean isFull() {
        return end - start >= LARGEST_BUFFER;
    }

    private int fill() throws IOException {
        makeRoom();
        try {
            int count = in.read(buffer, end, buffer.length - end);
            end += Math.max(0, count);
            return count;
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw new ClientGoneException("connection broken while reading", e);
        }
    }

    private void makeRoom() {
        if (start == end) {
            start = 0;
            end = 0;
        } else if (end == buffer.length && start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    private static void require(int count) throws BadRequestException {
        if (count < 0) {
            throw new BadRequestException(400, "connection ended within a request");
        }
    }

    private static void requireClient(int count) throws ClientGoneException {
        if (count < 0) {
            throw new ClientGoneException("client closed the connection", null);
        }
    }

    private static void sleep(long nanos) throws ClientGoneException {
        try {
            Thread.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientGoneException("interrupted during a pause", e);
        }
    }
}
