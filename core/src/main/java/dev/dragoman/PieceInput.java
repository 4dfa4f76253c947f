package dev.dragoman;

import dev.dragoman.http.Slice;
import java.io.InputStream;
import java.util.Objects;

/** Pieces as a stream; nothing is pulled before it is read. */
final class PieceInput extends InputStream {

    private final Pieces pieces;
    private Slice piece = Slice.EMPTY;
    private int at;
    private boolean ended;

    PieceInput(Pieces pieces) {
        this.pieces = pieces;
    }

    @Override
    public int read() {
        return fill() ? piece.array()[piece.offset() + at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.length() - at);
        System.arraycopy(piece.array(), piece.offset() + at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return piece.length() - at;
    }

    @Override
    public void close() {
        pieces.close();
    }

    private boolean fill() {
        if (at == piece.length() && !ended) {
            Slice next = pieces.next();
            ended = next == null;
            piece = next == null ? Slice.EMPTY : next;
            at = 0;
        }
        return at < piece.length();
    }
}
