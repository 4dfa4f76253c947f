package dev.dragoman;

import dev.dragoman.error.LlmException;
import dev.dragoman.http.Cancellation;
import dev.dragoman.routing.CallAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * An answer in bytes, such as speech, read while it comes. Always close it: closing before the end has the vendor's connection
 * closed. Read by one thread; any thread may close it.
 */
public final class ByteReply implements AutoCloseable {

    private final String contentType;
    private final InputStream bytes;
    private final AnsweredBy by;

    private ByteReply(String contentType, InputStream bytes, AnsweredBy by) {
        this.contentType = contentType;
        this.bytes = bytes;
        this.by = by;
    }

    static ByteReply read(CallAnswer answer, AnsweredBy by, Cancellation cancellation) {
        return switch (answer) {
            case CallAnswer.Whole whole ->
                new ByteReply(
                        whole.contentType(),
                        new ByteArrayInputStream(whole.body().toBytes()),
                        by);
            case CallAnswer.Bytes pieces ->
                new ByteReply(
                        pieces.stream().contentType(),
                        new PieceInput(new PulledBytes(pieces.stream(), cancellation)),
                        by);
            case CallAnswer.Events events ->
                new ByteReply(
                        "text/event-stream; charset=utf-8",
                        new PieceInput(new PulledEvents(new Pull(events.stream(), cancellation))),
                        by);
        };
    }

    /** What the bytes are, such as {@code audio/mpeg}. */
    public String contentType() {
        return contentType;
    }

    /** Who answers. */
    public AnsweredBy by() {
        return by;
    }

    /** The bytes as they come; reading them throws {@link LlmException} when the vendor breaks off. */
    public InputStream stream() {
        return bytes;
    }

    /**
     * Writes what is left of the bytes, each piece as it comes.
     *
     * @throws LlmException when the vendor breaks off
     * @throws IOException when it cannot be written
     */
    public void transferTo(OutputStream out) throws IOException {
        bytes.transferTo(out);
    }

    /**
     * What is left of the bytes.
     *
     * @throws LlmException when the vendor breaks off
     */
    public byte[] readAll() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            bytes.transferTo(all);
        } catch (IOException never) {
            throw new UncheckedIOException("bytes in memory", never);
        }
        return all.toByteArray();
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException never) {
            throw new UncheckedIOException("nothing is written", never);
        }
    }
}
