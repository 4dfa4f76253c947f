package dev.dragoman.bench;

import static dev.dragoman.bench.report.Table.number;

import dev.dragoman.bench.host.Command;
import dev.dragoman.bench.host.ThreadTimes;
import dev.dragoman.bench.profile.HotFrames;
import dev.dragoman.bench.profile.Share;
import dev.dragoman.bench.report.Table;
import dev.dragoman.bench.subject.GatewayServer;
import dev.dragoman.bench.subject.GatewaySettings;
import dev.dragoman.bench.subject.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Prints the hottest methods and threads of the gateway under a load of whole calls, seen by the JDK's flight recorder. */
@CommandLine.Command(
        name = "bench/profile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows where the gateway's CPU time goes under load.")
public final class Profile implements Callable<Integer> {

    private static final int ROWS = 30;

    @Option(
            names = "--model",
            defaultValue = "whole-1000",
            description = "A model of bench/gateway.yaml. Default: ${DEFAULT-VALUE}.")
    private String model = "whole-1000";

    @Option(
            names = "--bytes",
            defaultValue = "1000",
            description = "The size of the request. Default: ${DEFAULT-VALUE}.")
    private int bytes = 1000;

    @Option(names = "--connections", defaultValue = "64", description = "Default: ${DEFAULT-VALUE}.")
    private int connections = 64;

    @Option(names = "--seconds", defaultValue = "20", description = "How long to record. Default: ${DEFAULT-VALUE}.")
    private int seconds = 20;

    @Option(
            names = "--scheduler",
            defaultValue = "default",
            description = "default, event_loop or auto. Default: ${DEFAULT-VALUE}.")
    private String scheduler = "default";

    @Option(
            names = "--transport",
            defaultValue = "auto",
            description = "auto, io_uring, epoll or nio. Default: ${DEFAULT-VALUE}.")
    private String transport = "auto";

    @Option(
            names = "--launch",
            defaultValue = GatewaySettings.DRAGOMAN,
            description = "The command that starts the gateway.")
    private String launch = GatewaySettings.DRAGOMAN;

    @Option(names = "--root", hidden = true, description = "The repository.")
    private Path root = Path.of(".");

    /** Profiles what the command line asks for. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Profile()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Place place = Place.in(root.toAbsolutePath().normalize());
        CallLoad load = new CallLoad(bytes, model, 0, connections);
        try (Lab lab = new Lab(place, Effort.FULL, new GatewaySettings(launch, scheduler, transport));
                GatewayServer gateway = lab.gateway(model)) {
            new CallMeter(lab).heat(gateway.subject(), load, Effort.FULL.heatSeconds());
            record(lab, gateway, load);
        }
        return 0;
    }

    private void record(Lab lab, GatewayServer gateway, CallLoad load) throws IOException, InterruptedException {
        long pid = gateway.javaPid();
        Path recording = lab.place().work().resolve("profile.jfr");
        Files.deleteIfExists(recording);
        recorder(
                pid,
                "JFR.start",
                "name=hot",
                "settings=none",
                "+jdk.CPUTimeSample#enabled=true",
                "+jdk.CPUTimeSample#throttle=1ms");
        ThreadTimes before = ThreadTimes.of(pid);
        long calls = new CallMeter(lab).heat(gateway.subject(), load, seconds);
        ThreadTimes spent = ThreadTimes.of(pid).since(before);
        recorder(pid, "JFR.stop", "name=hot", "filename=" + recording);
        print(calls, spent, HotFrames.read(recording));
    }

    private static void recorder(long pid, String... command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        List<String> words = new ArrayList<>(List.of(jcmd, Long.toString(pid)));
        words.addAll(List.of(command));
        Command.output(words);
    }

    private void print(long calls, ThreadTimes spent, HotFrames frames) {
        double micros = spent.all() * 10_000.0 / calls;
        System.out.printf(
                "%,d calls of %s with %,d bytes on %d connections in %d s: %s µs of CPU per call, %,d samples%n%n",
                calls, model, bytes, connections, seconds, number(micros, 1), frames.samples());
        System.out.println(threads(spent, calls));
        System.out.println(methods("Running", frames.running(ROWS), micros));
        System.out.println(methods("Running, or calling what runs", frames.ours(ROWS), micros));
    }

    private static Table threads(ThreadTimes spent, long calls) {
        Table table = new Table("Threads", "CPU %", "µs/call");
        spent.ticks().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(entry -> table.row(
                        entry.getKey(),
                        number(100.0 * entry.getValue() / spent.all(), 1),
                        number(entry.getValue() * 10_000.0 / calls, 2)));
        return table;
    }

    private static Table methods(String title, List<Share> shares, double micros) {
        Table table = new Table(title, "samples %", "µs/call");
        shares.forEach(share ->
                table.row(share.name(), number(share.percent(), 1), number(share.percent() * micros / 100, 2)));
        return table;
    }
}
