package dev.dragoman.gateway.redis;

import dev.dragoman.gateway.Folders;
import dev.dragoman.gateway.config.RedisSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;

/** A real Redis server on a free port of this machine, with a folder of its own. */
public final class RedisServer implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final int port;
    private final Path folder;
    private final List<String> arguments;
    private Process process;

    private RedisServer(int port, Path folder, List<String> arguments) {
        this.port = port;
        this.folder = folder;
        this.arguments = arguments;
        this.process = launched();
    }

    /** A server that keeps nothing on disk, with further arguments such as {@code --requirepass}, {@code secret}. */
    public static RedisServer start(String... further) {
        return startOn(freePort(), further);
    }

    /** The same on that port. */
    public static RedisServer startOn(int port, String... further) {
        List<String> arguments = new ArrayList<>(
                List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
        arguments.addAll(List.of(further));
        return new RedisServer(port, folder(), arguments);
    }

    /** A server that speaks TLS only. */
    public static RedisServer startTls(Path certificate, Path key) {
        int port = freePort();
        return new RedisServer(
                port,
                folder(),
                List.of(
                        "--port",
                        "0",
                        "--tls-port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--tls-cert-file",
                        certificate.toString(),
                        "--tls-key-file",
                        key.toString(),
                        "--tls-ca-cert-file",
                        certificate.toString(),
                        "--tls-auth-clients",
                        "no"));
    }

    /** A sentinel that watches the server under the name. */
    public static RedisServer startSentinel(String service, RedisServer watched) {
        int port = freePort();
        Path folder = folder();
        Path file = folder.resolve("sentinel.conf");
        try {
            Files.writeString(file, """
                    port %d
                    bind 127.0.0.1
                    sentinel monitor %s 127.0.0.1 %d 1
                    """.formatted(port, service, watched.port()));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        return new RedisServer(port, folder, List.of(file.toString(), "--sentinel"));
    }

    public int port() {
        return port;
    }

    /** How it is reached. */
    public RedisSettings settings() {
        return RedisSettings.at("127.0.0.1", port);
    }

    /** Stops it in the middle of whatever it does, as a machine without processor time would. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("CONT");
    }

    /** Ends it at once. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts it again, empty, after it was killed. */
    public void restart() {
        process = launched();
    }

    /** A port on which nothing listens. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private Process launched() {
        try {
            List<String> command = new ArrayList<>();
            command.add(Binary.PATH.toString());
            command.addAll(arguments);
            Process started = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            awaitListening(started);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void awaitListening(Process started) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!isListening()) {
            if (!started.isAlive() || System.nanoTime() > end) {
                started.destroyForcibly();
                throw new IOException("redis-server: " + Files.readString(folder.resolve("log")));
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .onExit()
                    .join();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path folder() {
        return Folders.make("redis");
    }

    @Override
    public void close() {
        thaw();
        kill();
    }

    /** The server's program, unpacked once. */
    private static final class Binary {

        static final Path PATH = unpacked();

        private Binary() {}

        private static Path unpacked() {
            try {
                return ExecutableProvider.newJarResourceProvider().get().toPath();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
