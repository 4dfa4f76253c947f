package dev.dragoman.bench;

import dev.dragoman.bench.host.Machine;
import dev.dragoman.bench.report.Report;
import dev.dragoman.bench.subject.GatewaySettings;
import dev.dragoman.bench.subject.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import picocli.CommandLine;

/** The load benchmark: gateway and nginx before the same upstream, in one run. */
public final class Benchmark {

    private static final double QUIET_PERCENT = 5;

    private Benchmark() {}

    /** Runs what the command line asks for, and prints the results as Markdown. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = new Options();
        CommandLine command = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
        CommandLine.ParseResult parsed = parse(command, arguments);
        if (CommandLine.printHelpIfRequested(parsed)) {
            return;
        }
        System.exit(run(options) ? 0 : 1);
    }

    private static CommandLine.ParseResult parse(CommandLine command, String[] arguments) {
        try {
            return command.parseArgs(arguments);
        } catch (CommandLine.ParameterException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            throw wrong;
        }
    }

    private static boolean run(Options options) throws IOException, InterruptedException {
        double busy = busyPercent();
        Machine.CpuTime before = Machine.cpuTime();
        Place place = Place.in(options.root.toAbsolutePath().normalize());
        StringBuilder results = new StringBuilder();
        boolean well = true;
        for (GatewaySettings gateway : options.gateways()) {
            Report report = measure(options, place, gateway);
            results.append(report.markdown(gateway.title())).append('\n');
            well &= !report.failed();
        }
        results.append(Method.text(options, InstantSource.system(), before, busy));
        System.out.print(results);
        if (options.record) {
            Files.writeString(place.bench().resolve("RESULTS.md"), results);
        }
        return well;
    }

    private static Report measure(Options options, Place place, GatewaySettings gateway)
            throws IOException, InterruptedException {
        Report report = new Report();
        try (Lab lab = new Lab(place, options.effort(), gateway)) {
            for (Part part : options.only) {
                attempt(part, lab, report);
                Files.writeString(place.work().resolve("results-so-far.md"), report.markdown(gateway.title()));
            }
        }
        return report;
    }

    /** A part that fails takes nothing from the others. */
    private static void attempt(Part part, Lab lab, Report report) throws InterruptedException {
        try {
            part.section().run(lab, report);
        } catch (IOException failure) {
            Progress.say("%s failed: %s".formatted(part, failure.getMessage()));
            report.failure(part.toString(), String.valueOf(failure.getMessage()));
        }
    }

    private static double busyPercent() throws InterruptedException {
        Machine.CpuTime before = Machine.cpuTime();
        Progress.rest(2);
        double busy = Machine.cpuTime().busyPercentSince(before);
        if (busy > QUIET_PERCENT) {
            Progress.say("the machine is %.0f %% busy with something else: the figures will be worth little"
                    .formatted(busy));
        }
        return busy;
    }
}
