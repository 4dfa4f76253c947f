package dev.dragoman.bench.subject;

import dev.dragoman.bench.host.Server;
import dev.dragoman.bench.mock.MockUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The mock upstream in a process of its own. */
public final class MockServer implements AutoCloseable {

    /** Where it listens; the gateway's and nginx's configurations say the same. */
    public static final int PORT = 18_180;

    private final Server server;

    private MockServer(Server server) {
        this.server = server;
    }

    /** Starts it, and returns when it listens. */
    public static MockServer start(Place place) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms64m",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                MockUpstream.class.getName(),
                Integer.toString(PORT));
        Server server = Server.start(command, Map.of(), place.work().resolve("mock.log"), PORT);
        server.awaitPort(Duration.ofSeconds(30));
        return new MockServer(server);
    }

    /** It as a subject: what a call costs with nothing before the upstream. */
    public Subject subject() {
        return new Subject(Subject.Kind.DIRECT, "direct", PORT, server.processes());
    }

    @Override
    public void close() {
        server.close();
    }
}
