package dev.dragoman.gateway;

import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.ModelCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A running gateway of a file, with no vendors but those that the file names. */
public final class BareGateway implements AutoCloseable {

    private final Server server;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    private BareGateway(Path config, Map<String, String> variables, String masterKey) {
        folder = Objects.requireNonNull(config.getParent());
        Environment environment = new Environment(Map.of(
                        "DRAGOMAN_DATA_DIR", config.resolveSibling("data").toString()))
                .with(variables);
        ConfigLoader.Loaded loaded = ConfigLoader.load(config, environment, ModelCheck.NONE);
        server = Server.start(loaded, masterKey, "127.0.0.1", 0);
    }

    /** Starts one. */
    public static BareGateway of(String yaml) {
        return of(yaml, Map.of());
    }

    /** Starts one with environment variables. */
    public static BareGateway of(String yaml, Map<String, String> variables) {
        return of(yaml, variables, Gateway.KEY);
    }

    /** Starts one with a master key of its own. */
    public static BareGateway of(String yaml, Map<String, String> variables, String masterKey) {
        try {
            Path config = Folders.make("gateway").resolve("config.yaml");
            Files.writeString(config, yaml);
            return new BareGateway(config, variables, masterKey);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Asks by GET, as the admin. */
    public HttpResponse<String> get(String path) {
        return getAs(Gateway.KEY, path);
    }

    /** Asks by GET with a key. */
    public HttpResponse<String> getAs(String key, String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("authorization", "Bearer " + key)
                .build());
    }

    /** Asks by POST, as the admin. */
    public HttpResponse<String> post(String path, String json, String... headers) {
        return postAs(Gateway.KEY, path, json, headers);
    }

    /** Asks by POST with a key. */
    public HttpResponse<String> postAs(String key, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    /** Asks by any method with a key. */
    public HttpResponse<String> askAs(String key, String method, String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** Asks by any method without a key. */
    public HttpResponse<String> askAsNobody(String method, String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        http.close();
        server.close();
        Folders.delete(folder);
    }
}
