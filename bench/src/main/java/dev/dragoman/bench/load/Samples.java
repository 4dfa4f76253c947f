package dev.dragoman.bench.load;

import java.util.Arrays;

/** Durations in nanoseconds, all of them kept. Not thread-safe. */
public final class Samples {

    private long[] nanos = new long[1024];
    private int size;
    private boolean sorted;

    void add(long duration) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = duration;
        sorted = false;
    }

    /** The duration in microseconds that so many percent do not exceed; NaN when there is none. */
    public double percentileMicros(double percent) {
        if (size == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, size);
            sorted = true;
        }
        int rank = (int) Math.ceil(percent / 100 * size);
        return nanos[Math.max(0, rank - 1)] / 1000.0;
    }
}
