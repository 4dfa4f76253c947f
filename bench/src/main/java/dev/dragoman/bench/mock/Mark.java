package dev.dragoman.bench.mock;

import java.nio.ByteBuffer;

/**
 * The text that a numbered event says: {@code #000017@0001234567890123456 }, its number within the stream and the
 * {@link System#nanoTime()} at which it was written, which all processes of one Linux machine share.
 */
public final class Mark {

    /** What stands before the number. */
    public static final byte NUMBER = '#';

    /** What stands before the time. */
    public static final byte TIME = '@';

    /** A mark with both numbers 0; every mark is as long. */
    public static final String BLANK = "#000000@0000000000000000000 ";

    private static final int NUMBER_DIGITS = 6;
    private static final int TIME_DIGITS = 19;

    private Mark() {}

    /** Writes the mark over the blank one that begins at {@code at}. */
    static void fill(ByteBuffer buffer, int at, int number, long nanos) {
        digits(buffer, at + NUMBER_DIGITS, NUMBER_DIGITS, number);
        digits(buffer, at + 1 + NUMBER_DIGITS + TIME_DIGITS, TIME_DIGITS, nanos);
    }

    private static void digits(ByteBuffer buffer, int last, int count, long value) {
        long rest = value;
        for (int i = last; i > last - count; i--) {
            buffer.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
