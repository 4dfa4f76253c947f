package dev.dragoman.bench.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server process of ours, ended with us at the latest. */
public final class Server implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Server.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Process process;
    private final Path log;
    private final int port;
    private final Thread endWithUs = new Thread(this::end, "end-server");

    private Server(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    /** Starts the command, which is to listen on the loopback port; does not wait until it does. */
    public static Server start(List<String> command, Map<String, String> environment, Path log, int port)
            throws IOException {
        if (accepts(port)) {
            throw new IOException("port " + port + " is in use (expected: free)");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().putAll(environment);
        return new Server(builder.start(), log, port);
    }

    /** Returns when the port accepts connections. */
    public void awaitPort(Duration patience) throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        while (!accepts(port)) {
            requireAlive();
            if (System.nanoTime() > until) {
                throw new IOException("nothing listens on port " + port + " after " + patience + ", see " + log);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Fails when the process has ended. */
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the server ended with status " + process.exitValue() + ", see " + log);
        }
    }

    /** The process and what it started. */
    public ProcessTree processes() {
        return ProcessTree.of(process);
    }

    @Override
    public void close() {
        end();
        forgetHook();
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(endWithUs);
        } catch (IllegalStateException weAreEndingToo) {
            LOG.log(System.Logger.Level.DEBUG, "the hook is running", weAreEndingToo);
        }
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean accepts(int port) {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
