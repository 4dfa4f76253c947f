package dev.dragoman.http;

import dev.dragoman.http.UpstreamException.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer that came over a connection of its own. */
final class SocketResponse implements UpstreamResponse {

    private static final int LONGEST_CHUNK_SIZE = 15;

    private final UpstreamRequest request;
    private final AnswerHead head;
    private final TimedInput in;
    private final SocketConnection connection;
    private boolean ended;
    /** What is left of the body, or of its current chunk. */
    private long left;

    private boolean chunkBegun;

    SocketResponse(UpstreamRequest request, AnswerHead head, TimedInput in, SocketConnection connection) {
        this.request = request;
        this.head = head;
        this.in = in;
        this.connection = connection;
        this.left = Math.max(0, head.length());
        this.ended = head.length() == 0;
    }

    @Override
    public int status() {
        return head.status();
    }

    @Override
    public Headers headers() {
        return head.headers();
    }

    @Override
    public @Nullable Slice read() {
        Slice piece = ended ? null : next();
        in.begin();
        return piece;
    }

    @Override
    public byte[] readAll(int limit) {
        in.begin();
        List<Slice> pieces = new ArrayList<>();
        long length = 0;
        for (Slice piece = read(); piece != null; piece = read()) {
            length += piece.length();
            if (length > limit) {
                throw new UpstreamException(
                        Kind.TOO_LARGE, "the answer from " + request + " is longer than " + limit + " bytes");
            }
            pieces.add(piece);
        }
        return new Body(pieces).toBytes();
    }

    @Override
    public void close() {
        connection.close();
    }

    private @Nullable Slice next() {
        if (head.length() == AnswerHead.TO_THE_END) {
            Slice piece = in.read(Long.MAX_VALUE);
            ended = piece.length() == 0;
            return ended ? null : piece;
        }
        if (left == 0) {
            nextChunk();
        }
        return ended ? null : counted();
    }

    private Slice counted() {
        Slice piece = in.read(left);
        if (piece.length() == 0) {
            throw new UpstreamException(Kind.RESET, "the answer from " + request + " was cut off");
        }
        left -= piece.length();
        ended = left == 0 && head.length() != AnswerHead.CHUNKED;
        return piece;
    }

    private void nextChunk() {
        AnswerHead.Reader lines = new AnswerHead.Reader(in, request);
        if (chunkBegun && !lines.line().isEmpty()) {
            throw connection.broken("a chunk that does not end where it should");
        }
        chunkBegun = true;
        left = size(lines.line());
        if (left == 0) {
            lines.fields();
            ended = true;
        }
    }

    private long size(String line) {
        int end = line.indexOf(';');
        String digits = (end < 0 ? line : line.substring(0, end)).strip();
        boolean right = !digits.isEmpty()
                && digits.length() <= LONGEST_CHUNK_SIZE
                && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
        if (!right) {
            throw connection.broken("a chunk without a size");
        }
        return Long.parseLong(digits, 16);
    }
}
