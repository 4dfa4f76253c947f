package dev.dragoman.bench;

import static dev.dragoman.bench.report.Table.number;

import dev.dragoman.bench.report.Table;
import dev.dragoman.bench.subject.Subject;
import java.util.SequencedMap;

/** The table of streams: all subjects of one load below each other. Not thread-safe. */
final class StreamTable {

    private final Table table = new Table(
            "Events of a stream",
            "Streams",
            "Most open",
            "Subject",
            "Events/s",
            "First ms p50",
            "p99",
            "Delay ms p50",
            "p99",
            "p50 added",
            "p99 added",
            "CPU µs/event",
            "RSS MB",
            "Faults");

    void add(StreamLoad load, SequencedMap<Subject, StreamReading> readings) {
        StreamReading direct = readings.firstEntry().getValue();
        readings.forEach((subject, reading) -> row(load, subject, reading, direct));
    }

    Table table() {
        return table;
    }

    private void row(StreamLoad load, Subject subject, StreamReading reading, StreamReading direct) {
        table.row(
                load.title(),
                load.connections(),
                load.repeats() ? "–" : number(reading.mostOpen(), 0),
                subject.name(),
                number(reading.eventsPerSecond(), 0),
                number(reading.firstP50Millis(), 3),
                number(reading.firstP99Millis(), 3),
                number(reading.delayP50Millis(), 3),
                number(reading.delayP99Millis(), 3),
                number(reading.delayP50Millis() - direct.delayP50Millis(), 3),
                number(reading.delayP99Millis() - direct.delayP99Millis(), 3),
                number(reading.cpuMicros(), 2),
                number(reading.megabytes(), 0),
                reading.complaints());
    }
}
