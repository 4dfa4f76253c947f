package dev.dragoman.audio;

import org.jspecify.annotations.Nullable;

/**
 * The length of a FLAC file, from the block that every one begins with.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9639#section-8.2">RFC 9639: Streaminfo</a>
 */
final class FlacLength {

    private static final int INFO_BYTES = 34;

    private FlacLength() {}

    static @Nullable Double seconds(Bytes file, int start) {
        boolean info = (file.u8(start + 4) & 0x7F) == 0 && file.has(start + 8L, INFO_BYTES);
        int at = start + 8 + 10;
        int rate = rate(file, at);
        long samples = (long) (file.u8(at + 3) & 0x0F) << 32 | file.u32(at + 4);
        return info && rate > 0 && samples > 0 ? (double) samples / rate : null;
    }

    /** The samples of a second, in the first twenty bits. */
    static int rate(Bytes file, int at) {
        return file.u8(at) << 12 | file.u8(at + 1) << 4 | file.u8(at + 2) >> 4;
    }
}
