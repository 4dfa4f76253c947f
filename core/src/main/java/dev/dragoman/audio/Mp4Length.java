package dev.dragoman.audio;

import org.jspecify.annotations.Nullable;

/** The length of an MP4 or M4A file, from the header of its movie. */
final class Mp4Length {

    private static final int BOX_HEADER = 8;
    private static final int LARGE_HEADER = 16;

    private Mp4Length() {}

    static @Nullable Double seconds(Bytes file) {
        long movie = find(file, "moov", 0, file.length());
        if (movie < 0) {
            return null;
        }
        long inside = movie + header(file, (int) movie);
        long head = find(file, "mvhd", inside, Math.min(file.length(), movie + size(file, (int) movie, file.length())));
        return head < 0 ? null : read(file, (int) (head + header(file, (int) head)));
    }

    private static @Nullable Double read(Bytes file, int at) {
        boolean large = file.u8(at) == 1;
        long scale = file.u32(at + (large ? 20 : 12));
        long length = large ? file.u64(at + 24) : file.u32(at + 16);
        boolean unknown = length <= 0 || !large && length == 0xFFFFFFFFL;
        return scale == 0 || unknown ? null : (double) length / scale;
    }

    /** Where a box of that name begins; -1 when there is none. */
    private static long find(Bytes file, String name, long from, long end) {
        long at = from;
        while (at + BOX_HEADER <= end) {
            if (file.is(name, (int) at + 4)) {
                return at;
            }
            long size = size(file, (int) at, end);
            if (size < BOX_HEADER) {
                return -1;
            }
            at += size;
        }
        return -1;
    }

    private static long size(Bytes file, int at, long end) {
        long size = file.u32(at);
        if (size == 1) {
            long large = file.u64(at + 8);
            return large < 0 || large > Integer.MAX_VALUE ? 0 : large;
        }
        return size == 0 ? end - at : size;
    }

    private static int header(Bytes file, int at) {
        return file.u32(at) == 1 ? LARGE_HEADER : BOX_HEADER;
    }
}
