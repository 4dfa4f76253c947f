package dev.dragoman.bench.subject;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How the gateway is started.
 *
 * @param launch the command, with {@code {port}} where the port goes
 * @param scheduler its {@code dragoman_settings.scheduler}
 * @param transport its {@code dragoman_settings.transport}
 */
public record GatewaySettings(String launch, String scheduler, String transport) {

    /** The gateway of this repository. */
    public static final String DRAGOMAN = "./dragoman --config bench/gateway.yaml --host 127.0.0.1 --port {port}";

    /** What it is called above its results. */
    public String title() {
        return "Gateway, scheduler %s, transport %s".formatted(scheduler, transport);
    }

    List<String> command(int port) {
        return Arrays.asList(launch.replace("{port}", Integer.toString(port)).split(" +"));
    }

    Map<String, String> environment() {
        return Map.of("BENCH_SCHEDULER", scheduler, "BENCH_TRANSPORT", transport);
    }
}
