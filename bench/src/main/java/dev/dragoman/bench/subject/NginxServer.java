package dev.dragoman.bench.subject;

import dev.dragoman.bench.host.Command;
import dev.dragoman.bench.host.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** nginx as a plain reverse proxy before the mock upstream. */
public final class NginxServer implements AutoCloseable {

    private static final String PROGRAM = "nginx";
    private static final int PORT = 18_182;

    private final Server server;
    private final int workers;

    private NginxServer(Server server, int workers) {
        this.server = server;
        this.workers = workers;
    }

    /** Starts it with so many workers, and returns when it listens. */
    public static NginxServer start(Place place, int workers) throws IOException {
        int port = PORT + workers;
        String settings = Files.readString(place.bench().resolve("nginx.conf"))
                .replace("{workers}", Integer.toString(workers))
                .replace("{port}", Integer.toString(port));
        Path file = Files.writeString(place.work().resolve("nginx-" + port + ".conf"), settings);
        List<String> command = List.of(PROGRAM, "-p", place.work().toString(), "-c", file.toString(), "-e", "stderr");
        Server server = Server.start(command, Map.of(), place.work().resolve("nginx-" + port + ".log"), port);
        server.awaitPort(Duration.ofSeconds(10));
        return new NginxServer(server, workers);
    }

    /** Its version as it tells it. */
    public static String version() throws IOException, InterruptedException {
        return Command.output(List.of(PROGRAM, "-v")).strip().replace("nginx version: ", "");
    }

    /** It as a subject. */
    public Subject subject() {
        String name = workers == 1 ? "nginx, 1 worker" : "nginx, " + workers + " workers";
        return new Subject(Subject.Kind.PROXY, name, PORT + workers, server.processes());
    }

    @Override
    public void close() {
        server.close();
    }
}
