package dev.dragoman.bench;

import dev.dragoman.bench.report.Medians;
import java.util.List;

/**
 * What one counted window of whole calls showed.
 *
 * @param cpuMicros CPU time of the subject's processes per call
 * @param errors calls that failed
 */
record CallReading(double callsPerSecond, double p50Millis, double p99Millis, double cpuMicros, double errors) {

    /** The value, or NaN when calls failed: what a failing call costs says nothing. */
    double sound(double value) {
        return errors == 0 ? value : Double.NaN;
    }

    /** The median of each value, but all errors. */
    static CallReading median(List<CallReading> readings) {
        return new CallReading(
                Medians.of(readings, CallReading::callsPerSecond),
                Medians.of(readings, CallReading::p50Millis),
                Medians.of(readings, CallReading::p99Millis),
                Medians.of(readings, CallReading::cpuMicros),
                readings.stream().mapToDouble(CallReading::errors).sum());
    }

    @Override
    public String toString() {
        return "%.0f calls/s, p50 %.3f ms, p99 %.3f ms, %.1f µs CPU per call, %.0f failed"
                .formatted(callsPerSecond, p50Millis, p99Millis, cpuMicros, errors);
    }
}
