package dev.dragoman.bench;

import static dev.dragoman.bench.report.Table.number;

import dev.dragoman.bench.report.Table;
import dev.dragoman.bench.subject.Subject;
import java.util.SequencedMap;

/** The table of whole calls: all subjects of one load below each other. Not thread-safe. */
final class CallTable {

    private final Table table = new Table(
            "Request",
            "Answer",
            "Connections",
            "Subject",
            "Calls/s",
            "p50 ms",
            "p99 ms",
            "p50 added",
            "p99 added",
            "CPU µs/call",
            "× nginx",
            "Failed");

    void add(CallLoad load, SequencedMap<Subject, CallReading> readings) {
        CallReading direct = readings.firstEntry().getValue();
        double proxy = cheapestProxy(readings);
        readings.forEach((subject, reading) -> row(load, subject, reading, direct, proxy));
    }

    /** The least CPU time per call that a plain reverse proxy needs, in microseconds. */
    static double cheapestProxy(SequencedMap<Subject, CallReading> readings) {
        return readings.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == Subject.Kind.PROXY)
                .mapToDouble(entry -> entry.getValue().cpuMicros())
                .min()
                .orElse(Double.NaN);
    }

    Table table() {
        return table;
    }

    private void row(CallLoad load, Subject subject, CallReading reading, CallReading direct, double proxy) {
        table.row(
                load.requestSize(),
                load.answerSize(),
                load.connections(),
                subject.name(),
                number(reading.callsPerSecond(), 0),
                number(reading.p50Millis(), 3),
                number(reading.p99Millis(), 3),
                number(reading.p50Millis() - direct.p50Millis(), 3),
                number(reading.p99Millis() - direct.p99Millis(), 3),
                number(reading.cpuMicros(), 1),
                number(reading.cpuMicros() / proxy, 2),
                number(reading.errors(), 0));
    }
}
