package dev.dragoman.openai;

import dev.dragoman.ByteReply;
import dev.dragoman.error.LlmException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an answer, which break off in the way that readers of streams expect. */
final class ReplyInput extends InputStream {

    private final ByteReply reply;

    ReplyInput(ByteReply reply) {
        this.reply = reply;
    }

    @Override
    public int read() throws IOException {
        try {
            return reply.stream().read();
        } catch (LlmException broken) {
            throw new IOException(broken.getMessage(), broken);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return reply.stream().read(into, offset, length);
        } catch (LlmException broken) {
            throw new IOException(broken.getMessage(), broken);
        }
    }

    @Override
    public int available() throws IOException {
        return reply.stream().available();
    }

    @Override
    public void close() {
        reply.close();
    }
}
