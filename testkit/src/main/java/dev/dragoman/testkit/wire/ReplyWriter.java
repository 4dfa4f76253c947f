package dev.dragoman.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Writes one reply, frame by frame, noticing a client that leaves during a pause or a write. */
final class ReplyWriter {

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final ConnectionInput in;
    private final OutputStream out;

    ReplyWriter(Socket socket, ConnectionInput in) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
    }

    /** Writes the reply; false when the connection cannot serve another request. */
    boolean write(Reply reply, boolean keep, boolean withBody) throws IOException {
        in.pause(reply.delay());
        Head head = reply.head();
        boolean stays = keep && head != null && !(head.framing() instanceof Framing.UntilClose);
        ByteArrayOutputStream pending = new ByteArrayOutputStream(512);
        if (head != null) {
            writeHead(pending, head, stays);
        }
        if (withBody) {
            writeBody(pending, head == null ? null : head.framing(), reply);
        }
        flush(pending);
        return end(reply.ending()) && stays;
    }

    private void writeBody(ByteArrayOutputStream pending, @Nullable Framing framing, Reply reply) throws IOException {
        Iterator<Frame> frames = reply.frames().iterator();
        while (frames.hasNext()) {
            Frame frame = frames.next();
            if (frame.delay().isPositive()) {
                flush(pending);
                in.pause(frame.delay());
            }
            writeFrame(pending, framing, frame.bytes());
            flush(pending);
        }
        if (framing instanceof Framing.Chunked && reply.ending() == Ending.COMPLETE) {
            pending.writeBytes(LAST_CHUNK);
        }
    }

    private static void writeFrame(ByteArrayOutputStream pending, @Nullable Framing framing, byte[] bytes) {
        if (!(framing instanceof Framing.Chunked)) {
            pending.writeBytes(bytes);
        } else if (bytes.length > 0) {
            pending.writeBytes(ascii(Integer.toHexString(bytes.length)));
            pending.writeBytes(LINE_END);
            pending.writeBytes(bytes);
            pending.writeBytes(LINE_END);
        }
    }

    private static void writeHead(ByteArrayOutputStream pending, Head head, boolean stays) {
        pending.writeBytes(ascii("HTTP/1.1 " + head.status() + " " + ReasonPhrase.of(head.status()) + "\r\n"));
        for (Header header : head.headers()) {
            writeHeader(pending, header.name(), header.value());
        }
        switch (head.framing()) {
            case Framing.Length(long declared) -> writeHeader(pending, "content-length", Long.toString(declared));
            case Framing.Chunked() -> writeHeader(pending, "transfer-encoding", "chunked");
            case Framing.UntilClose() -> {}
        }
        writeHeader(pending, "connection", stays ? "keep-alive" : "close");
        pending.writeBytes(LINE_END);
    }

    private static void writeHeader(ByteArrayOutputStream pending, String name, String value) {
        pending.writeBytes((name + ": " + value + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private void flush(ByteArrayOutputStream pending) throws IOException {
        if (pending.size() == 0) {
            return;
        }
        try {
            pending.writeTo(out);
        } catch (IOException e) {
            throw new ClientGoneException("connection broken while writing", e);
        }
        pending.reset();
    }

    private boolean end(Ending ending) throws IOException {
        switch (ending) {
            case COMPLETE -> {
                return true;
            }
            case CLOSE -> {
                return false;
            }
            case RESET -> socket.setSoLinger(true, 0);
            case HANG -> in.hang();
        }
        return false;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
