package dev.dragoman.bench.subject;

import dev.dragoman.bench.host.Server;
import dev.dragoman.bench.load.ChatBodies;
import dev.dragoman.bench.load.OneCall;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The gateway, started by its launcher as a user would. */
public final class GatewayServer implements AutoCloseable {

    private static final int PORT = 18_181;
    private static final int OK = 200;

    /** How long a launcher may build before anything listens, and a gateway that listens may refuse. */
    private static final Duration FIRST_BUILD = Duration.ofMinutes(15);

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);

    private final Server server;
    private final long nanosToFirstAnswer;

    private GatewayServer(Server server, long nanosToFirstAnswer) {
        this.server = server;
        this.nanosToFirstAnswer = nanosToFirstAnswer;
    }

    /** Starts it, and returns when a call of that model was answered with 200. */
    public static GatewayServer start(Place place, GatewaySettings settings, String model) throws IOException {
        long begin = System.nanoTime();
        Server server = Server.start(
                settings.command(PORT), settings.environment(), place.work().resolve("gateway.log"), PORT);
        try {
            awaitAnswer(server, model);
            return new GatewayServer(server, System.nanoTime() - begin);
        } catch (IOException | RuntimeException never) {
            server.close();
            throw never;
        }
    }

    private static void awaitAnswer(Server server, String model) throws IOException {
        byte[] request = subject(server).request(model, ChatBodies.of(300, model, model.contains("stream-")));
        long until = System.nanoTime() + FIRST_BUILD.toNanos();
        int status = OneCall.status(PORT, request);
        while (status != OK) {
            server.requireAlive();
            until = status == 0 ? until : Math.min(until, System.nanoTime() + FIRST_ANSWER.toNanos());
            if (System.nanoTime() > until) {
                throw new IOException("the gateway answers " + model + " with status " + status + " (expected: 200)");
            }
            LockSupport.parkNanos(1_000_000);
            status = OneCall.status(PORT, request);
        }
    }

    /** Time from starting the launcher to its first answer, in milliseconds. */
    public double millisToFirstAnswer() {
        return nanosToFirstAnswer / 1e6;
    }

    /** The id of the process that is the JVM. */
    public long javaPid() {
        return server.processes().javaPid();
    }

    /** It as a subject. */
    public Subject subject() {
        return subject(server);
    }

    private static Subject subject(Server server) {
        return new Subject(Subject.Kind.GATEWAY, "gateway", PORT, server.processes());
    }

    @Override
    public void close() {
        server.close();
    }
}
