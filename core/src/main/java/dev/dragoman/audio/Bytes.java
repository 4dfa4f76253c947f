package dev.dragoman.audio;

import dev.dragoman.http.Slice;

/** Reads numbers and words out of a file; what lies behind its end reads as zero. */
record Bytes(Slice slice) {

    int length() {
        return slice.length();
    }

    /** Whether so many bytes are there. */
    boolean has(long at, long count) {
        return at >= 0 && count >= 0 && at <= length() - count;
    }

    /** Whether the word stands there. */
    boolean is(String ascii, int at) {
        if (!has(at, ascii.length())) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (u8(at + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    int u8(int at) {
        return has(at, 1) ? slice.array()[slice.offset() + at] & 0xFF : 0;
    }

    int u16le(int at) {
        return u8(at) | u8(at + 1) << 8;
    }

    long u32le(int at) {
        return u16le(at) | (long) u16le(at + 2) << 16;
    }

    long u64le(int at) {
        return u32le(at) | u32le(at + 4) << 32;
    }

    long u32(int at) {
        return (long) u8(at) << 24 | u8(at + 1) << 16 | u8(at + 2) << 8 | u8(at + 3);
    }

    long u64(int at) {
        return u32(at) << 32 | u32(at + 4);
    }
}
