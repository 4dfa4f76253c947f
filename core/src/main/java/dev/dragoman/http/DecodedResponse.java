package dev.dragoman.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A response whose body was compressed with gzip although nobody asked for that, read as plain bytes. The unpacked size is
 * bounded, so a small body cannot fill the memory.
 */
public final class DecodedResponse implements UpstreamResponse {

    private static final int PIECE_BYTES = 16 << 10;

    private final UpstreamResponse packed;
    private final long maxBytes;
    private @Nullable InputStream unpacked;
    private long unpackedBytes;

    private DecodedResponse(UpstreamResponse packed, long maxBytes) {
        this.packed = packed;
        this.maxBytes = maxBytes;
    }

    /**
     * The response itself, or its decoded form.
     *
     * @throws UpstreamException when it is encoded in a way that is not understood
     */
    public static UpstreamResponse of(UpstreamResponse response, long maxBytes) {
        String encoding = response.headers().first("content-encoding");
        if (encoding == null) {
            return response;
        }
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> response;
            case "gzip", "x-gzip" -> new DecodedResponse(response, maxBytes);
            default -> {
                response.close();
                throw new UpstreamException(
                        UpstreamException.Kind.PROTOCOL,
                        "the vendor's answer has content-encoding " + encoding + " (expected: identity or gzip)");
            }
        };
    }

    @Override
    public int status() {
        return packed.status();
    }

    @Override
    public Headers headers() {
        return packed.headers();
    }

    @Override
    public @Nullable Slice read() {
        byte[] piece = new byte[PIECE_BYTES];
        int length = unpack(piece);
        if (length < 0) {
            return null;
        }
        unpackedBytes += length;
        if (unpackedBytes > maxBytes) {
            throw tooLarge(maxBytes);
        }
        return new Slice(piece, 0, length);
    }

    @Override
    public byte[] readAll(int limit) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Slice piece = read(); piece != null; piece = read()) {
            if (piece.length() > limit - all.size()) {
                throw tooLarge(limit);
            }
            all.write(piece.array(), piece.offset(), piece.length());
        }
        return all.toByteArray();
    }

    @Override
    public void release() {
        packed.release();
    }

    @Override
    public void close() {
        packed.close();
    }

    private int unpack(byte[] piece) {
        try {
            InputStream stream = unpacked;
            if (stream == null) {
                stream = new GZIPInputStream(new Pieces(packed));
                unpacked = stream;
            }
            return stream.read(piece);
        } catch (IOException broken) {
            throw new UpstreamException(
                    UpstreamException.Kind.PROTOCOL,
                    "the vendor's answer is no valid gzip: " + broken.getMessage(),
                    broken);
        }
    }

    private static UpstreamException tooLarge(long limit) {
        return new UpstreamException(
                UpstreamException.Kind.TOO_LARGE,
                "the vendor's answer is larger than " + limit + " bytes when unpacked");
    }

    /** The packed body as a stream. */
    private static final class Pieces extends InputStream {

        private final UpstreamResponse response;
        private Slice piece = Slice.EMPTY;
        private int at;
        private boolean ended;

        Pieces(UpstreamResponse response) {
            this.response = response;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
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

        private boolean fill() {
            while (!ended && at == piece.length()) {
                Slice next = response.read();
                ended = next == null;
                piece = next == null ? Slice.EMPTY : next;
                at = 0;
            }
            return at < piece.length();
        }
    }
}
