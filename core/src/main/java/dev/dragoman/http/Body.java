package dev.dragoman.http;

import java.util.List;

/** The bytes of a message body, gathered from slices so that large parts are never copied. */
public record Body(List<Slice> slices) {

    /** No bytes. */
    public static final Body EMPTY = new Body(List.of());

    public Body {
        slices = List.copyOf(slices);
    }

    /** A body of one array. */
    public static Body of(byte[] bytes) {
        return new Body(List.of(Slice.of(bytes)));
    }

    /** A body of text in UTF-8. */
    public static Body utf8(String text) {
        return new Body(List.of(Slice.utf8(text)));
    }

    /** The number of bytes. */
    public long length() {
        long length = 0;
        for (Slice slice : slices) {
            length += slice.length();
        }
        return length;
    }

    /** All bytes in one array; copies unless there is a single whole slice. */
    public byte[] toBytes() {
        if (slices.size() == 1) {
            return slices.getFirst().toBytes();
        }
        byte[] bytes = new byte[Math.toIntExact(length())];
        int at = 0;
        for (Slice slice : slices) {
            System.arraycopy(slice.array(), slice.offset(), bytes, at, slice.length());
            at += slice.length();
        }
        return bytes;
    }
}
