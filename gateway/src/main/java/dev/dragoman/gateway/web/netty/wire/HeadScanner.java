package dev.dragoman.gateway.web.netty.wire;

import io.netty.buffer.ByteBuf;

/** Finds where the head of a message ends, while its bytes arrive; every line must end with CR LF. */
public final class HeadScanner {

    private static final int MAX_START_LINE = 16 << 10;

    private final int limit;
    private int scanned;
    private int lineStart;

    /** A scanner of heads of at most {@code limit} bytes. */
    public HeadScanner(int limit) {
        this.limit = limit;
    }

    /**
     * Looks at the unread bytes, remembering how far it looked before.
     *
     * @return the length of the head with its closing empty line, or -1 when it has not ended yet
     * @throws WireException when a line ends with a bare LF, or the head is too large
     */
    public int scan(ByteBuf in) {
        int base = in.readerIndex();
        int end = in.writerIndex();
        int lf = in.indexOf(base + scanned, end, Octets.LF);
        while (lf >= 0) {
            int line = endOfLine(in, base, lf);
            if (line == lineStart) {
                return finish(lf + 1 - base);
            }
            lineStart = lf + 1 - base;
            scanned = lineStart;
            lf = in.indexOf(lf + 1, end, Octets.LF);
        }
        scanned = end - base;
        check(scanned);
        return -1;
    }

    /** Whether the start line has arrived completely. */
    public boolean pastStartLine() {
        return lineStart > 0;
    }

    private static int endOfLine(ByteBuf in, int base, int lf) {
        if (lf == base || in.getByte(lf - 1) != Octets.CR) {
            throw WireException.malformed("line ends with a bare LF (expected: CR LF)");
        }
        return lf - 1 - base;
    }

    private int finish(int length) {
        check(length);
        scanned = 0;
        lineStart = 0;
        return length;
    }

    private void check(int length) {
        if (lineStart == 0 && length > Math.min(limit, MAX_START_LINE)) {
            throw new WireException(414, "request line is longer than " + Math.min(limit, MAX_START_LINE) + " bytes");
        }
        if (length > limit) {
            throw new WireException(431, "header is larger than " + limit + " bytes");
        }
    }
}
