package dev.dragoman.bench;

import dev.dragoman.bench.load.StreamReport;
import dev.dragoman.bench.report.Medians;
import java.util.List;

/**
 * What one run of streams showed.
 *
 * @param cpuMicros CPU time of the subject's processes per event
 * @param megabytes the most resident memory of the subject
 */
record StreamReading(
        double eventsPerSecond,
        double firstP50Millis,
        double firstP99Millis,
        double delayP50Millis,
        double delayP99Millis,
        double cpuMicros,
        double megabytes,
        double mostOpen,
        double faults,
        String complaints) {

    static StreamReading of(StreamReport report, double cpuMicros, double megabytes) {
        return new StreamReading(
                report.eventsPerSecond(),
                report.toFirstEvent().percentileMicros(50) / 1000,
                report.toFirstEvent().percentileMicros(99) / 1000,
                report.delays().percentileMicros(50) / 1000,
                report.delays().percentileMicros(99) / 1000,
                cpuMicros / report.events(),
                megabytes,
                report.mostOpen(),
                report.faults(),
                report.complaints());
    }

    /** The median of each value, but the most memory and all faults. */
    static StreamReading median(List<StreamReading> readings) {
        return new StreamReading(
                Medians.of(readings, StreamReading::eventsPerSecond),
                Medians.of(readings, StreamReading::firstP50Millis),
                Medians.of(readings, StreamReading::firstP99Millis),
                Medians.of(readings, StreamReading::delayP50Millis),
                Medians.of(readings, StreamReading::delayP99Millis),
                Medians.of(readings, StreamReading::cpuMicros),
                readings.stream().mapToDouble(StreamReading::megabytes).max().orElse(Double.NaN),
                Medians.of(readings, StreamReading::mostOpen),
                readings.stream().mapToDouble(StreamReading::faults).sum(),
                readings.stream()
                        .filter(reading -> reading.faults > 0)
                        .map(StreamReading::complaints)
                        .findFirst()
                        .orElse("none"));
    }

    @Override
    public String toString() {
        return "%.0f events/s, first p50 %.3f ms, delay p50 %.3f ms, %.2f µs CPU per event, %.0f MB, faults: %s"
                .formatted(eventsPerSecond, firstP50Millis, delayP50Millis, cpuMicros, megabytes, complaints);
    }
}
