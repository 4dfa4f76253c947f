package dev.dragoman.bench.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of repeated measurements. */
public final class Medians {

    private Medians() {}

    /** The median of one of the readings' values; NaN without readings. */
    public static <T> double of(List<T> readings, ToDoubleFunction<T> value) {
        double[] sorted = readings.stream().mapToDouble(value).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
