package dev.dragoman.bench;

import static dev.dragoman.bench.report.Table.number;

import dev.dragoman.bench.host.MemoryWatch;
import dev.dragoman.bench.report.Figure;
import dev.dragoman.bench.report.Report;
import dev.dragoman.bench.report.Table;
import dev.dragoman.bench.subject.GatewayServer;
import dev.dragoman.bench.subject.Subject;
import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;

/** Whole calls in one dialect: throughput, latency added, CPU time and memory, by size and number of connections. */
final class CallSection implements Section {

    private static final int KB = 1000;
    private static final int MB = 1_000_000;
    private static final CallLoad SMALL = CallLoad.of(KB, KB, 64);
    private static final CallLoad LARGE = CallLoad.of(MB, KB, 64);

    private static final String TEXT = """
            "Direct" is the upstream with nothing before it, its CPU time that of the mock. "Added" is the difference to direct.
            "× nginx" compares with the cheaper one of the two nginx.""";

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        CallTable calls = new CallTable();
        Table memory = new Table("RSS of the gateway", "MB");
        try (GatewayServer gateway = lab.gateway(SMALL.scenario())) {
            CallMeter meter = new CallMeter(lab);
            meter.heat(lab.direct(), SMALL, lab.effort().heatSeconds());
            meter.heat(gateway.subject(), SMALL, lab.effort().heatSeconds());
            for (List<CallLoad> loads : loads()) {
                measure(loads, lab, gateway, calls, memory, report);
            }
            Progress.rest(lab.effort().restSeconds());
            double after = gateway.subject().processes().residentMegabytes();
            memory.row(lab.effort().restSeconds() + " s after the last call", number(after, 0));
        }
        report.section("Whole calls, OpenAI in and OpenAI out", TEXT, calls.table());
        report.section("Memory", "The most seen while the load of one kind ran, one kind after the other.", memory);
    }

    /** The loads, those of one size together. */
    private static List<List<CallLoad>> loads() {
        return List.of(
                overConnections(SMALL),
                overConnections(CallLoad.of(32 * KB, KB, 64)),
                overConnections(LARGE),
                List.of(CallLoad.of(KB, 32 * KB, 64)),
                List.of(CallLoad.of(KB, MB, 64)));
    }

    private static List<CallLoad> overConnections(CallLoad load) {
        return List.of(load.over(1), load.over(64), load.over(256));
    }

    private static void measure(
            List<CallLoad> loads, Lab lab, GatewayServer gateway, CallTable calls, Table memory, Report report)
            throws IOException, InterruptedException {
        try (MemoryWatch watch = new MemoryWatch(gateway.subject().processes())) {
            for (CallLoad load : loads) {
                Progress.say("calls: " + load);
                SequencedMap<Subject, CallReading> readings = new CallMeter(lab).measure(lab.all(gateway), load);
                calls.add(load, readings);
                figures(load, readings, report);
            }
            CallLoad one = loads.getFirst();
            memory.row(
                    "requests of %s, answers of %s".formatted(one.requestSize(), one.answerSize()),
                    number(watch.mostMegabytes(), 0));
        }
    }

    private static void figures(CallLoad load, SequencedMap<Subject, CallReading> readings, Report report) {
        CallReading direct = readings.firstEntry().getValue();
        CallReading gateway = readings.lastEntry().getValue();
        double timesProxy = gateway.sound(gateway.cpuMicros() / CallTable.cheapestProxy(readings));
        if (load.equals(SMALL)) {
            report.figure(Figure.CPU_1_KB, timesProxy);
        }
        if (load.equals(LARGE)) {
            report.figure(Figure.CPU_1_MB, timesProxy);
        }
        if (load.equals(SMALL.over(1))) {
            report.figure(Figure.ADDED_P50, gateway.sound(gateway.p50Millis() - direct.p50Millis()));
            report.figure(Figure.ADDED_P99, gateway.sound(gateway.p99Millis() - direct.p99Millis()));
        }
    }
}
