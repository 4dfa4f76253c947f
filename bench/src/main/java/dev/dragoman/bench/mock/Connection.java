package dev.dragoman.bench.mock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One kept-alive connection: reads a request to its end, then answers it. Bodies are counted, not looked at. */
final class Connection {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Answers answers;
    private final ByteBuffer scratch;
    private final RequestHead head = new RequestHead();
    private int bodyLeft = -1;
    private Answer.@Nullable Streamed stream;
    private int nextEvent;
    private ByteBuffer unsent = NOTHING;

    /** @param scratch a large buffer that all connections of the thread share, never holding anything between calls */
    Connection(SocketChannel channel, SelectionKey key, Answers answers, ByteBuffer scratch) {
        this.channel = channel;
        this.key = key;
        this.answers = answers;
        this.scratch = scratch;
    }

    /** The socket can be read or written. */
    void ready() {
        try {
            if (key.isWritable()) {
                flush();
            }
            if (key.isValid() && key.isReadable()) {
                read();
            }
        } catch (IOException gone) {
            close();
        }
    }

    /** The next event of the stream is due since then. */
    void next(long due) {
        Answer.Streamed running = stream;
        if (running == null || !key.isValid()) {
            return;
        }
        try {
            say(running, due);
        } catch (IOException gone) {
            close();
        }
    }

    private void read() throws IOException {
        scratch.clear();
        if (channel.read(scratch) < 0) {
            close();
            return;
        }
        scratch.flip();
        while (scratch.hasRemaining() && key.isValid()) {
            take(scratch);
        }
    }

    private void take(ByteBuffer input) throws IOException {
        if (bodyLeft < 0 && !takeHead(input)) {
            return;
        }
        int counted = Math.min(bodyLeft, input.remaining());
        input.position(input.position() + counted);
        bodyLeft -= counted;
        if (bodyLeft == 0) {
            refuseMore(input);
            answer();
        }
    }

    private boolean takeHead(ByteBuffer input) {
        while (input.hasRemaining()) {
            if (head.add(input.get())) {
                bodyLeft = head.contentLength();
                return true;
            }
        }
        return false;
    }

    private static void refuseMore(ByteBuffer input) throws IOException {
        if (input.hasRemaining()) {
            throw new IOException("another request before the answer to the last one");
        }
    }

    private void answer() throws IOException {
        Answer answer = answers.at(head.path());
        head.clear();
        bodyLeft = -1;
        switch (answer) {
            case Answer.Whole whole -> send(whole.bytes().duplicate());
            case Answer.Streamed streamed -> begin(streamed);
        }
    }

    private void begin(Answer.Streamed streamed) throws IOException {
        stream = streamed;
        nextEvent = 0;
        say(streamed, System.nanoTime());
    }

    /** Says the next event, or as many as fit when there is no pace. */
    private void say(Answer.Streamed running, long due) throws IOException {
        boolean over;
        do {
            over = fill(running);
        } while (sendScratch() && !over && running.pace().none());
        if (over) {
            stream = null;
        } else if (!unsent.hasRemaining()) {
            running.pace().follow(this, due);
        }
    }

    private boolean fill(Answer.Streamed running) {
        scratch.clear();
        if (nextEvent == 0) {
            scratch.put(running.opening().duplicate());
        }
        int enough = running.event().capacity() + running.closing().capacity();
        do {
            running.event(nextEvent++, scratch);
        } while (running.pace().none() && nextEvent < running.events() && scratch.remaining() > enough);
        boolean over = nextEvent >= running.events();
        if (over) {
            scratch.put(running.closing().duplicate());
        }
        scratch.flip();
        return over;
    }

    private void send(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            keep(bytes);
        }
    }

    /** Sends what is in the shared buffer; false when not all of it was taken, and the rest waits in a copy. */
    private boolean sendScratch() throws IOException {
        channel.write(scratch);
        if (!scratch.hasRemaining()) {
            return true;
        }
        keep(ByteBuffer.allocate(scratch.remaining()).put(scratch).flip());
        return false;
    }

    private void keep(ByteBuffer bytes) {
        unsent = bytes;
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private void flush() throws IOException {
        channel.write(unsent);
        if (unsent.hasRemaining()) {
            return;
        }
        unsent = NOTHING;
        key.interestOps(SelectionKey.OP_READ);
        Answer.Streamed running = stream;
        if (running != null) {
            say(running, System.nanoTime());
        }
    }

    private void close() {
        stream = null;
        key.cancel();
        try {
            channel.close();
        } catch (IOException alreadyBroken) {
            System.err.println("mock upstream: " + alreadyBroken);
        }
    }
}
