package dev.dragoman.bench;

import dev.dragoman.bench.host.Machine;
import dev.dragoman.bench.mock.Scenario;
import dev.dragoman.bench.report.Figure;
import dev.dragoman.bench.report.Report;
import dev.dragoman.bench.subject.GatewayServer;
import dev.dragoman.bench.subject.Subject;
import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;

/** Streams: a thousand slow ones, ten thousand open ones, more than the machine can do, and bursts. */
final class StreamSection implements Section {

    private static final Scenario.Stream AT_ONCE = new Scenario.Stream(200, 0);
    private static final Scenario.Stream SLOW = new Scenario.Stream(200, 50);
    private static final Scenario.Stream SLOWER = new Scenario.Stream(30, 1000);
    private static final StreamLoad ONE_BURST = new StreamLoad("200 at once", "", AT_ONCE, 1, 0, 0);
    private static final StreamLoad BURSTS = new StreamLoad("200 at once", "", AT_ONCE, 64, 0, 0);
    private static final StreamLoad CROSS =
            new StreamLoad("200 at once, from Anthropic", "anthropic-", AT_ONCE, 64, 0, 0);
    private static final StreamLoad THOUSAND = new StreamLoad("200, one each 50 ms", "", SLOW, 1000, 2, 0);
    private static final StreamLoad MANY = new StreamLoad("30, one each second", "", SLOWER, many(), 10, 0);
    private static final StreamLoad OVERLOAD = new StreamLoad("200, one each 50 ms", "", SLOW, many(), 10, 0);

    /** Ten thousand, or what the limit of open files allows a proxy. */
    private static int many() {
        return Math.min(10_000, (Machine.openFiles() - 400) / 2);
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        StreamTable table = new StreamTable();
        slow(lab, table, report);
        bursts(lab, table, report);
        report.section("Streams", text(), table.table());
    }

    private static String text() {
        return """
                "First" is the time from sending the request to reading the first numbered event, "delay" the time from the
                upstream's write of an event to the client's read of it, "added" the difference of delay to direct. Every event is
                numbered and checked: "faults" are events lost, doubled or reordered and streams broken. RSS is the most seen. The
                gateway is started anew before the slow streams and before the bursts. A process may hold %d files open here, and
                a proxy needs two for each stream.""".formatted(Machine.openFiles());
    }

    private static void slow(Lab lab, StreamTable table, Report report) throws IOException, InterruptedException {
        try (GatewayServer gateway = lab.gateway(AT_ONCE.segment())) {
            StreamMeter meter = new StreamMeter(lab);
            meter.heat(lab.direct(), BURSTS, lab.effort().heatSeconds());
            meter.heat(gateway.subject(), BURSTS, lab.effort().heatSeconds());
            StreamReading thousand =
                    add(table, THOUSAND, meter.measure(lab.effort().rounds(), lab.all(gateway), THOUSAND));
            report.figure(Figure.STREAMS_RSS, thousand.megabytes());
            report.figure(Figure.STREAMS_FAULTS, thousand.faults());
            List<Subject> two = List.of(lab.direct(), gateway.subject());
            StreamReading many = add(table, MANY, meter.measure(1, two, MANY));
            report.figure(Figure.MANY_STREAMS_FAULTS, many.faults());
            if (lab.effort().overload()) {
                add(table, OVERLOAD, meter.measure(1, two, OVERLOAD));
            }
        }
    }

    private static void bursts(Lab lab, StreamTable table, Report report) throws IOException, InterruptedException {
        int rounds = lab.effort().rounds();
        int seconds = lab.effort().windowSeconds();
        try (GatewayServer gateway = lab.gateway(AT_ONCE.segment())) {
            StreamMeter meter = new StreamMeter(lab);
            meter.heat(gateway.subject(), BURSTS, lab.effort().heatSeconds());
            StreamLoad one = ONE_BURST.repeating(seconds);
            SequencedMap<Subject, StreamReading> readings = meter.measure(rounds, lab.all(gateway), one);
            StreamReading direct = readings.firstEntry().getValue();
            report.figure(Figure.FIRST_EVENT, add(table, one, readings).firstP50Millis() - direct.firstP50Millis());
            add(table, BURSTS.repeating(seconds), meter.measure(rounds, lab.all(gateway), BURSTS.repeating(seconds)));
            meter.heat(gateway.subject(), CROSS, lab.effort().heatSeconds());
            List<Subject> alone = List.of(lab.direct(), gateway.subject());
            add(table, CROSS.repeating(seconds), meter.measure(rounds, alone, CROSS.repeating(seconds)));
        }
    }

    /** Adds the subjects' rows, and returns the last one's reading: the gateway's. */
    private static StreamReading add(
            StreamTable table, StreamLoad load, SequencedMap<Subject, StreamReading> readings) {
        table.add(load, readings);
        return readings.lastEntry().getValue();
    }
}
