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

/** Whole calls in one dialect: throughput, latency added and CPU time, by size and number of connections. */
final class CallSection implements Section {

    private static final int KB = 1000;
    private static final int MB = 1_000_000;
    private static final List<Integer> CONNECTIONS = List.of(1, 64, 256);
    private static final CallLoad SMALL = CallLoad.of(KB, KB, 64);
    private static final CallLoad LARGE = CallLoad.of(MB, KB, 64);

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        try (GatewayServer gateway = lab.gateway(SMALL.scenario());
                MemoryWatch memory = new MemoryWatch(gateway.subject().processes())) {
            CallMeter meter = new CallMeter(lab);
            meter.heat(lab.direct(), SMALL, lab.effort().heatSeconds());
            meter.heat(gateway.subject(), SMALL, lab.effort().heatSeconds());
            Table table = new Table(
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
            for (int size : List.of(KB, 32 * KB, MB)) {
                for (int connections : CONNECTIONS) {
                    measure(CallLoad.of(size, KB, connections), lab.all(gateway), meter, table, report);
                }
                Progress.say("memory so far at most %.0f MB".formatted(memory.mostMegabytes()));
            }
            measure(CallLoad.of(KB, 32 * KB, 64), lab.all(gateway), meter, table, report);
            measure(CallLoad.of(KB, MB, 64), lab.all(gateway), meter, table, report);
            report.section("Whole calls, OpenAI in and OpenAI out", memory(gateway, memory, lab), table);
        }
    }

    private static String memory(GatewayServer gateway, MemoryWatch memory, Lab lab) throws InterruptedException {
        Progress.rest(lab.effort().restSeconds());
        return """
                "Direct" is the upstream with nothing before it, its CPU time that of the mock. "Added" is the difference to
                direct. "× nginx" compares with the cheaper one of the two nginx. RSS of the gateway over this whole section:
                at most %s MB; %s MB %d seconds after the last call.""".formatted(
                        number(memory.mostMegabytes(), 0),
                        number(gateway.subject().processes().residentMegabytes(), 0),
                        lab.effort().restSeconds());
    }

    private static void measure(CallLoad load, List<Subject> subjects, CallMeter meter, Table table, Report report)
            throws IOException, InterruptedException {
        Progress.say("calls: %s in, %s out, %d connections"
                .formatted(load.requestSize(), load.answerSize(), load.connections()));
        SequencedMap<Subject, CallReading> readings = meter.measure(subjects, load);
        double nginx = cheapestProxy(readings);
        CallReading direct = readings.firstEntry().getValue();
        readings.forEach((subject, reading) -> row(table, load, subject, reading, direct, nginx));
        figures(load, readings.lastEntry().getValue(), direct, nginx, report);
    }

    private static double cheapestProxy(SequencedMap<Subject, CallReading> readings) {
        return readings.entrySet().stream()
                .filter(entry -> entry.getKey().name().startsWith("nginx"))
                .mapToDouble(entry -> entry.getValue().cpuMicros())
                .min()
                .orElse(Double.NaN);
    }

    private static void row(
            Table table, CallLoad load, Subject subject, CallReading reading, CallReading direct, double nginx) {
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
                number(reading.cpuMicros() / nginx, 2),
                number(reading.errors(), 0));
    }

    private static void figures(CallLoad load, CallReading gateway, CallReading direct, double nginx, Report report) {
        if (load.equals(SMALL)) {
            report.figure(Figure.CPU_1_KB, gateway.cpuMicros() / nginx);
        }
        if (load.equals(LARGE)) {
            report.figure(Figure.CPU_1_MB, gateway.cpuMicros() / nginx);
        }
        if (load.equals(SMALL.over(1))) {
            report.figure(Figure.ADDED_P50, gateway.p50Millis() - direct.p50Millis());
            report.figure(Figure.ADDED_P99, gateway.p99Millis() - direct.p99Millis());
        }
    }
}
