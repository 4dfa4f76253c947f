package dev.dragoman.bench;

import dev.dragoman.bench.subject.GatewaySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the user asked for on the command line. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares the gateway with nginx before the same mock upstream, in one run on one machine.")
final class Options {

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SECTION",
            description = "Measure only these: ${COMPLETION-CANDIDATES}. All by default.")
    List<Part> only = new ArrayList<>(List.of(Part.values()));

    @Option(names = "--quick", description = "Short windows and one round: a look, not a measurement.")
    boolean quick;

    @Option(names = "--record", description = "Also write the results to bench/RESULTS.md.")
    boolean record;

    @Option(
            names = "--scheduler",
            split = ",",
            defaultValue = "default",
            paramLabel = "NAME",
            description =
                    "The gateway's dragoman_settings.scheduler: default, event_loop, auto; several are measured one after "
                            + "the other. Default: ${DEFAULT-VALUE}.")
    List<String> schedulers = List.of("default");

    @Option(
            names = "--transport",
            defaultValue = "auto",
            paramLabel = "NAME",
            description =
                    "The gateway's dragoman_settings.transport: auto, io_uring, epoll, nio. Default: ${DEFAULT-VALUE}.")
    String transport = "auto";

    @Option(
            names = "--launch",
            defaultValue = GatewaySettings.DRAGOMAN,
            paramLabel = "COMMAND",
            description = "Measure another gateway: the command that starts it, {port} for its port.")
    String launch = GatewaySettings.DRAGOMAN;

    @Option(names = "--root", hidden = true, description = "The repository.")
    Path root = Path.of(".");

    List<GatewaySettings> gateways() {
        return schedulers.stream()
                .map(scheduler -> new GatewaySettings(launch, scheduler, transport))
                .toList();
    }

    Effort effort() {
        return quick ? Effort.QUICK : Effort.FULL;
    }
}
