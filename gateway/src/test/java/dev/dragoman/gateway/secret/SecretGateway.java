package dev.dragoman.gateway.secret;

import dev.dragoman.gateway.Server;
import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.ModelCheck;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** A running gateway whose configuration refers to secrets. */
final class SecretGateway implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Path config;
    private final Server server;
    private final String master;
    private final HttpClient http = HttpClient.newHttpClient();

    SecretGateway(String yaml, Map<String, String> variables) {
        try {
            config = Files.createTempDirectory("secrets").resolve("config.yaml");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        write(yaml);
        Environment environment = new Environment(Map.of(
                        "DRAGOMAN_DATA_DIR", config.resolveSibling("data").toString()))
                .with(variables);
        SecretReader secrets = Server.secrets();
        ConfigLoader.Loaded loaded = ConfigLoader.load(config, environment, ModelCheck.NONE, secrets);
        master = Objects.requireNonNullElse(loaded.settings().general().masterKey(), "sk-master");
        server = Server.start(loaded, secrets, master, "127.0.0.1", 0);
        server.watch(config, loaded, environment);
    }

    void write(String yaml) {
        try {
            Files.writeString(config, yaml);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Has a model say something, as the admin. */
    int chat(String model) {
        return send("POST", "/v1/chat/completions", """
                {"model":"%s","messages":[{"role":"user","content":"hi"}]}""".formatted(model)).statusCode();
    }

    JsonObject post(String path, String json) {
        HttpResponse<String> answer = send("POST", path, json);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
        return Json.parseObject(answer.body());
    }

    String get(String path) {
        return send("GET", path, "").body();
    }

    private HttpResponse<String> send(String method, String path, String json) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("authorization", "Bearer " + master)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits until it is so. */
    static void until(BooleanSupplier so) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come to pass");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
