package dev.dragoman.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection of the stream client: sends its request, reads the stream, and starts over while it should. */
final class StreamConnection {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final StreamPlan plan;
    private final StreamReport report;
    private final long repeatUntil;
    private final MarkScanner marks = new MarkScanner(this::event);
    private final ResponseReader reader = new ResponseReader(marks::feed);
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private EventChecker checker = new EventChecker();
    private long sentAt;
    private long readAt;

    StreamConnection(SocketChannel channel, SelectionKey key, StreamPlan plan, StreamReport report, long repeatUntil) {
        this.channel = channel;
        this.key = key;
        this.plan = plan;
        this.report = report;
        this.repeatUntil = repeatUntil;
    }

    /** The socket is connected, readable or writable; the array is scratch space. */
    void ready(byte[] scratch) {
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                start();
            } else if (key.isWritable()) {
                send();
            }
            if (key.isReadable()) {
                read(scratch);
            }
        } catch (IOException | IllegalStateException broken) {
            end(String.valueOf(broken.getMessage()));
        }
    }

    /** Ends the connection, whatever it is doing. */
    void giveUp() {
        if (key.isValid()) {
            end("not over in time, after " + checker.count() + " events");
        }
    }

    /** Sends the request; the socket must be connected. */
    void start() throws IOException {
        checker = new EventChecker();
        unsent = ByteBuffer.wrap(plan.request());
        sentAt = System.nanoTime();
        send();
    }

    private void send() throws IOException {
        channel.write(unsent);
        key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void read(byte[] scratch) throws IOException {
        int count = channel.read(ByteBuffer.wrap(scratch));
        readAt = System.nanoTime();
        if (count < 0) {
            throw new IOException("closed after " + checker.count() + " events");
        }
        if (count == 0) {
            return;
        }
        if (reader.feed(scratch, count) < count) {
            throw new IOException("bytes after the end of the response");
        }
        if (reader.complete()) {
            complete();
        }
    }

    private void event(int number, long nanos) {
        if (checker.count() == 0) {
            report.firstEvent(readAt - sentAt);
        }
        checker.event(number);
        report.event(readAt - nanos);
    }

    private void complete() throws IOException {
        if (!marks.takeDone()) {
            throw new IOException("ended without [DONE] after " + checker.count() + " events");
        }
        if (readAt >= repeatUntil) {
            end(null);
            return;
        }
        report.ended(checker, plan.events(), null);
        start();
    }

    private void end(@Nullable String error) {
        report.ended(checker, plan.events(), error);
        key.cancel();
        try {
            channel.close();
        } catch (IOException alreadyBroken) {
            System.err.println("stream client: " + alreadyBroken);
        }
    }
}
