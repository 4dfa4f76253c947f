package dev.dragoman.gateway.web.netty.wire;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * Reads a chunked body while its bytes arrive. Extensions and trailer fields are checked and left out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, chunked transfer coding</a>
 */
public final class ChunkReader {

    private static final int MAX_SIZE_DIGITS = 15;
    private static final int MAX_EXTENSION = 256;
    private static final int MAX_TRAILERS = 8 << 10;

    private final ByteProcessor framing = this::goesOnAfter;
    private State state = State.SIZE;
    private long size;
    private int digits;
    private int extra;
    private boolean lineEmpty;

    private enum State {
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER,
        TRAILER_LF,
        DONE
    }

    /** Makes ready for another body. */
    public void reset() {
        state = State.SIZE;
        size = 0;
        digits = 0;
        extra = 0;
    }

    /**
     * Reads what is there, or up to the end of the body.
     *
     * @return whether the body has ended
     * @throws WireException when the coding is broken
     */
    public boolean read(ByteBuf in, ByteSink sink) {
        while (in.isReadable() && state != State.DONE) {
            if (state == State.DATA) {
                data(in, sink);
            } else {
                framing(in);
            }
        }
        return state == State.DONE;
    }

    private void data(ByteBuf in, ByteSink sink) {
        int length = (int) Math.min(size, in.readableBytes());
        sink.take(in, length);
        size -= length;
        if (size == 0) {
            state = State.DATA_CR;
        }
    }

    /** Reads octets up to the next data, or all. */
    private void framing(ByteBuf in) {
        int last = in.forEachByte(framing);
        in.readerIndex(last < 0 ? in.writerIndex() : last + 1);
    }

    private boolean goesOnAfter(byte octet) {
        octet(octet & 0xFF);
        return state != State.DATA && state != State.DONE;
    }

    private void octet(int octet) {
        switch (state) {
            case SIZE -> size(octet);
            case EXTENSION -> extension(octet);
            case SIZE_LF -> {
                require(octet, Octets.LF);
                afterSize();
            }
            case DATA_CR -> {
                require(octet, Octets.CR);
                state = State.DATA_LF;
            }
            case DATA_LF -> {
                require(octet, Octets.LF);
                reset();
            }
            case TRAILER -> trailer(octet);
            case TRAILER_LF -> {
                require(octet, Octets.LF);
                state = lineEmpty ? State.DONE : State.TRAILER;
                lineEmpty = true;
            }
            case DATA, DONE -> throw new IllegalStateException("no octet is expected in state " + state);
        }
    }

    private void size(int octet) {
        int digit = Octets.hex(octet);
        if (digit >= 0 && digits < MAX_SIZE_DIGITS) {
            size = size << 4 | digit;
            digits++;
        } else if (digits > 0 && octet == Octets.CR) {
            state = State.SIZE_LF;
        } else if (digits > 0 && octet == ';') {
            state = State.EXTENSION;
        } else {
            throw WireException.malformed("chunk size has " + Octets.shown(octet) + " (expected: at most "
                    + MAX_SIZE_DIGITS + " hexadecimal digits)");
        }
    }

    private void extension(int octet) {
        if (octet == Octets.CR) {
            state = State.SIZE_LF;
        } else if (!Octets.inValue(octet) || ++extra > MAX_EXTENSION) {
            throw WireException.malformed("chunk extension has " + Octets.shown(octet) + " (expected: at most "
                    + MAX_EXTENSION + " characters without controls)");
        }
    }

    private void afterSize() {
        extra = 0;
        lineEmpty = true;
        state = size == 0 ? State.TRAILER : State.DATA;
    }

    private void trailer(int octet) {
        if (octet == Octets.CR) {
            state = State.TRAILER_LF;
            return;
        }
        lineEmpty = false;
        if (!Octets.inValue(octet) || ++extra > MAX_TRAILERS) {
            throw WireException.malformed("trailer has " + Octets.shown(octet) + " (expected: at most " + MAX_TRAILERS
                    + " characters without controls)");
        }
    }

    private static void require(int octet, byte expected) {
        if (octet != expected) {
            throw WireException.malformed(
                    "chunk has " + Octets.shown(octet) + " (expected: " + Octets.shown(expected) + ")");
        }
    }
}
