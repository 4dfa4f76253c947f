package dev.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.redis.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A gateway in a process of its own, to be killed. Its data directory is in the folder, and stays for the next one. */
public final class GatewayProcess implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    private final int port;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();

    private GatewayProcess(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Starts one. */
    public static GatewayProcess start(Path folder, String yaml, Map<String, String> variables) {
        return start(folder, yaml, variables, RedisServer.freePort());
    }

    /** Starts one at the port that another one had. */
    public static GatewayProcess start(Path folder, String yaml, Map<String, String> variables, int port) {
        try {
            Files.createDirectories(folder);
            Path config = Files.writeString(folder.resolve("config.yaml"), yaml);
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx256m",
                            "--enable-native-access=ALL-UNNAMED",
                            "--add-opens=java.base/java.lang=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.dragoman.gateway.Main",
                            "--config",
                            config.toString(),
                            "--host",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()));
            builder.environment().put("LITELLM_MASTER_KEY", Gateway.KEY);
            builder.environment()
                    .put("DRAGOMAN_DATA_DIR", folder.resolve("data").toString());
            builder.environment().putAll(variables);
            return new GatewayProcess(port, builder.start());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Waits until it answers. */
    public void awaitUp() {
        long end = System.nanoTime() + PATIENCE;
        while (sent(Gateway.KEY, "/health/liveliness", null) == null) {
            assertThat(process.isAlive()).isTrue();
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** What it answers; null when it does not. */
    public @Nullable HttpResponse<String> sent(String key, String path, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json");
        try {
            return http.send(
                    json == null
                            ? request.build()
                            : request.POST(HttpRequest.BodyPublishers.ofString(json))
                                    .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException gone) {
            return null;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Kills it, as {@code kill -9} does. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        kill();
        http.close();
    }
}
