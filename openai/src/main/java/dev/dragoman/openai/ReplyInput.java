package dev.dragoman.openai;

import dev.dragoman.ByteReply;
import dev.dragoman.error.LlmException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an answer; where it breaks off, events end with one that tells the error, and other bytes as streams do. */
final class ReplyInput extends InputStream {

    private final ByteReply reply;
    private InputStream bytes;

    ReplyInput(ByteReply reply) {
        this.reply = reply;
        this.bytes = reply.stream();
    }

    @Override
    public int read() throws IOException {
        try {
            return bytes.read();
        } catch (LlmException broken) {
            return ended(broken).read();
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return bytes.read(into, offset, length);
        } catch (LlmException broken) {
            return ended(broken).read(into, offset, length);
        }
    }

    @Override
    public int available() throws IOException {
        return bytes.available();
    }

    @Override
    public void close() {
        reply.close();
    }

    private InputStream ended(LlmException broken) throws IOException {
        if (!reply.contentType().startsWith("text/event-stream")) {
            throw new IOException(broken.getMessage(), broken);
        }
        bytes = new ByteArrayInputStream(Answers.errorEvent(broken));
        return bytes;
    }
}
