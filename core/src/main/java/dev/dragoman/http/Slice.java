package dev.dragoman.http;

import java.nio.charset.StandardCharsets;

/** A part of a byte array, never copied and never changed after it was handed over. */
public record Slice(byte[] array, int offset, int length) {

    /** An empty slice. */
    public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

    public Slice {
        if (offset < 0 || length < 0 || offset > array.length - length) {
            throw new IllegalArgumentException(
                    "slice " + offset + "+" + length + " (expected: within " + array.length + ")");
        }
    }

    /** The whole array. */
    public static Slice of(byte[] array) {
        return new Slice(array, 0, array.length);
    }

    /** The text in UTF-8. */
    public static Slice utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes as an array of their own. */
    public byte[] toBytes() {
        if (offset == 0 && length == array.length) {
            return array;
        }
        byte[] copy = new byte[length];
        System.arraycopy(array, offset, copy, 0, length);
        return copy;
    }

    /** The bytes decoded as UTF-8. */
    public String text() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slice that
                && java.util.Arrays.equals(
                        array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return length + " bytes";
    }
}
