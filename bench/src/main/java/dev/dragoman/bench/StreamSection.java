package dev.dragoman.bench;

import static dev.dragoman.bench.report.Table.number;

import dev.dragoman.bench.host.Machine;
import dev.dragoman.bench.host.MemoryWatch;
import dev.dragoman.bench.load.StreamClient;
import dev.dragoman.bench.load.StreamReport;
import dev.dragoman.bench.mock.Scenario;
import dev.dragoman.bench.report.Figure;
import dev.dragoman.bench.report.Report;
import dev.dragoman.bench.report.Table;
import dev.dragoman.bench.subject.GatewayServer;
import dev.dragoman.bench.subject.Subject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Streams: bursts, a thousand slow ones, ten thousand open ones. */
final class StreamSection implements Section {

    private static final Scenario.Stream AT_ONCE = new Scenario.Stream(200, 0);
    private static final Scenario.Stream SLOW = new Scenario.Stream(200, 50);
    private static final Scenario.Stream SLOWER = new Scenario.Stream(30, 1000);
    private static final StreamLoad BURST = new StreamLoad("burst of 200", "", AT_ONCE, 64, 0, 0);
    private static final StreamLoad ONE = new StreamLoad("burst of 200", "", AT_ONCE, 1, 0, 0);
    private static final StreamLoad CROSS =
            new StreamLoad("burst of 200, from Anthropic", "anthropic-", AT_ONCE, 64, 0, 0);
    private static final StreamLoad THOUSAND = new StreamLoad("200, one each 50 ms", "", SLOW, 1000, 2, 0);
    private static final StreamLoad MANY = new StreamLoad("30, one each second", "", SLOWER, many(), 10, 0);
    private static final StreamLoad OVERLOAD = new StreamLoad("200, one each 50 ms", "", SLOW, many(), 10, 0);

    /** Ten thousand, or what the limit of open files allows a proxy, which needs two for each stream. */
    private static int many() {
        return Math.min(10_000, (Machine.openFiles() - 400) / 2);
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        Table table = new Table(
                "Events",
                "Streams",
                "Most open",
                "Subject",
                "Events/s",
                "First ms p50",
                "p99",
                "Delay ms p50",
                "p99",
                "p50 added",
                "CPU µs/event",
                "RSS MB",
                "Faults");
        slow(lab, table, report);
        bursts(lab, table, report);
        report.section("Streams", text(), table);
    }

    private static String text() {
        return """
                "First" is the time from sending the request to reading the first numbered event, "delay" the time from the
                upstream's write of an event to the client's read of it, "added" the difference of delay to direct. Every event
                is numbered and checked: "faults" are events lost, doubled or reordered and streams broken. RSS is the most
                seen. The gateway is started anew before the slow streams and before the bursts. A process may hold %d files open
                here, and a proxy needs two for each stream.""".formatted(Machine.openFiles());
    }

    private static void slow(Lab lab, Table table, Report report) throws IOException, InterruptedException {
        try (GatewayServer gateway = lab.gateway(AT_ONCE.segment())) {
            run(lab, lab.direct(), BURST.repeating(lab.effort().heatSeconds()));
            run(lab, gateway.subject(), BURST.repeating(lab.effort().heatSeconds()));
            StreamReading thousand = measure(lab, lab.all(gateway), THOUSAND, table);
            report.figure(Figure.STREAMS_RSS, thousand.megabytes());
            report.figure(Figure.STREAMS_FAULTS, thousand.faults());
            List<Subject> two = List.of(lab.direct(), gateway.subject());
            StreamReading many = once(two, MANY, lab, table);
            report.figure(Figure.MANY_STREAMS_FAULTS, many.faults());
            once(two, OVERLOAD, lab, table);
        }
    }

    private static void bursts(Lab lab, Table table, Report report) throws IOException, InterruptedException {
        try (GatewayServer gateway = lab.gateway(AT_ONCE.segment())) {
            run(lab, gateway.subject(), BURST.repeating(lab.effort().heatSeconds()));
            run(lab, gateway.subject(), CROSS.repeating(lab.effort().heatSeconds()));
            int seconds = lab.effort().windowSeconds();
            SequencedMap<Subject, StreamReading> one = medians(lab, lab.all(gateway), ONE.repeating(seconds));
            rows(table, ONE.repeating(seconds), one);
            report.figure(
                    Figure.FIRST_EVENT,
                    one.lastEntry().getValue().firstP50Millis()
                            - one.firstEntry().getValue().firstP50Millis());
            measure(lab, lab.all(gateway), BURST.repeating(seconds), table);
            measure(lab, List.of(gateway.subject()), CROSS.repeating(seconds), table);
        }
    }

    /** Adds the subjects' rows and returns the last one's medians. */
    private static StreamReading measure(Lab lab, List<Subject> subjects, StreamLoad load, Table table)
            throws IOException, InterruptedException {
        SequencedMap<Subject, StreamReading> readings = medians(lab, subjects, load);
        rows(table, load, readings);
        return readings.lastEntry().getValue();
    }

    /** As above with a single round: loads that take a minute each. */
    private static StreamReading once(List<Subject> subjects, StreamLoad load, Lab lab, Table table)
            throws IOException, InterruptedException {
        SequencedMap<Subject, StreamReading> readings = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            readings.put(subject, run(lab, subject, load));
        }
        rows(table, load, readings);
        return readings.lastEntry().getValue();
    }

    private static SequencedMap<Subject, StreamReading> medians(Lab lab, List<Subject> subjects, StreamLoad load)
            throws IOException, InterruptedException {
        SequencedMap<Subject, StreamReading> medians = new LinkedHashMap<>();
        for (Map.Entry<Subject, List<StreamReading>> entry :
                lab.inTurns(subjects, subject -> run(lab, subject, load)).entrySet()) {
            medians.put(entry.getKey(), StreamReading.median(entry.getValue()));
        }
        return medians;
    }

    private static void rows(Table table, StreamLoad load, SequencedMap<Subject, StreamReading> readings) {
        StreamReading first = readings.firstEntry().getValue();
        readings.forEach((subject, reading) -> row(table, load, subject, reading, first));
    }

    private static void row(
            Table table, StreamLoad load, Subject subject, StreamReading reading, StreamReading direct) {
        table.row(
                load.title(),
                load.connections(),
                load.repeatSeconds() > 0 ? "–" : number(reading.mostOpen(), 0),
                subject.name(),
                number(reading.eventsPerSecond(), 0),
                number(reading.firstP50Millis(), 3),
                number(reading.firstP99Millis(), 3),
                number(reading.delayP50Millis(), 3),
                number(reading.delayP99Millis(), 3),
                number(reading.delayP50Millis() - direct.delayP50Millis(), 3),
                number(reading.cpuMicros(), 2),
                number(reading.megabytes(), 0),
                reading.complaints());
    }

    private static StreamReading run(Lab lab, Subject subject, StreamLoad load)
            throws IOException, InterruptedException {
        Progress.say("streams: %d × %s, %s".formatted(load.connections(), load.title(), subject.name()));
        if (load.repeatSeconds() > 0) {
            StreamClient.run(load.repeating(lab.effort().warmUpSeconds()).plan(subject));
        }
        try (MemoryWatch memory = new MemoryWatch(subject.processes())) {
            double cpuBefore = subject.processes().cpuMicros();
            StreamReport report = StreamClient.run(load.plan(subject));
            return StreamReading.of(report, subject.processes().cpuMicros() - cpuBefore, memory.mostMegabytes());
        }
    }
}
