package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.wire.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A small gzip file that unfolds into megabytes of blanks.
 *
 * <p>A megabyte is compressed once with a full flush, which makes the block independent of what stands before, and the
 * block is repeated.
 */
final class GzipBomb {

    private static final int MEGABYTE = 1 << 20;
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
    private static final byte[] EMPTY_LAST_BLOCK = {3, 0};

    private GzipBomb() {}

    static List<Frame> frames(long unpackedBytes) {
        int blocks = Math.toIntExact((unpackedBytes + MEGABYTE - 1) / MEGABYTE);
        byte[] blanks = new byte[MEGABYTE];
        Arrays.fill(blanks, (byte) ' ');
        Frame block = Frame.of(compressed(blanks));
        return Stream.of(
                        Stream.of(Frame.of(HEADER)),
                        Collections.nCopies(blocks, block).stream(),
                        Stream.of(Frame.of(EMPTY_LAST_BLOCK), Frame.of(trailer(blanks, blocks))))
                .flatMap(part -> part)
                .toList();
    }

    private static byte[] compressed(byte[] plain) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(plain);
            byte[] packed = new byte[MEGABYTE];
            int length = deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH);
            return Arrays.copyOf(packed, length);
        }
    }

    private static byte[] trailer(byte[] blanks, int blocks) {
        CRC32 checksum = new CRC32();
        for (int i = 0; i < blocks; i++) {
            checksum.update(blanks);
        }
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) checksum.getValue())
                .putInt((int) ((long) blocks * MEGABYTE))
                .array();
    }
}
