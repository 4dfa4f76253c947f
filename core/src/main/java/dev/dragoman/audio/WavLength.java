package dev.dragoman.audio;

import org.jspecify.annotations.Nullable;

/** The length of a WAV file: its data by the bytes of a second. */
final class WavLength {

    private static final int FIRST_CHUNK = 12;

    private WavLength() {}

    static @Nullable Double seconds(Bytes file) {
        long perSecond = 0;
        long at = FIRST_CHUNK;
        while (file.has(at, 8)) {
            int here = (int) at;
            long size = file.u32le(here + 4);
            if (file.is("fmt ", here)) {
                perSecond = file.u32le(here + 16);
            }
            if (file.is("data", here)) {
                // A header that was written before the end was known says too much; what is there counts.
                long bytes = Math.min(size, file.length() - at - 8);
                return perSecond == 0 ? null : (double) bytes / perSecond;
            }
            at += 8 + size + (size & 1);
        }
        return null;
    }
}
