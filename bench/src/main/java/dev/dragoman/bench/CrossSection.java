package dev.dragoman.bench;

import static dev.dragoman.bench.report.Table.number;

import dev.dragoman.bench.report.Figure;
import dev.dragoman.bench.report.Report;
import dev.dragoman.bench.report.Table;
import dev.dragoman.bench.subject.GatewayServer;
import java.io.IOException;
import java.util.List;

/** Whole calls that are translated: OpenAI's format in, Anthropic's out, and back. */
final class CrossSection implements Section {

    private static final int KB = 1000;
    private static final String MODEL = "anthropic-whole-1000";
    private static final CallLoad MIDDLE = new CallLoad(32 * KB, MODEL, KB, 64);

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        try (GatewayServer gateway = lab.gateway(MODEL)) {
            CallMeter meter = new CallMeter(lab);
            meter.heat(gateway.subject(), MIDDLE, lab.effort().heatSeconds());
            Table table = new Table("Request", "Connections", "Calls/s", "p50 ms", "p99 ms", "CPU µs/call", "Failed");
            for (int size : List.of(KB, 32 * KB, 1000 * KB)) {
                for (int connections : List.of(1, 64)) {
                    measure(new CallLoad(size, MODEL, KB, connections), gateway, meter, table, report);
                }
            }
            report.section(
                    "Whole calls, OpenAI in and Anthropic out",
                    "The gateway alone: a proxy does not translate. The answer has 1 kB.",
                    table);
        }
    }

    private static void measure(CallLoad load, GatewayServer gateway, CallMeter meter, Table table, Report report)
            throws IOException, InterruptedException {
        Progress.say("calls: " + load);
        CallReading reading =
                meter.measure(List.of(gateway.subject()), load).firstEntry().getValue();
        table.row(
                load.requestSize(),
                load.connections(),
                number(reading.callsPerSecond(), 0),
                number(reading.p50Millis(), 3),
                number(reading.p99Millis(), 3),
                number(reading.cpuMicros(), 1),
                number(reading.errors(), 0));
        if (load.equals(MIDDLE)) {
            report.figure(Figure.CPU_CROSS, reading.sound(reading.cpuMicros()));
        }
    }
}
