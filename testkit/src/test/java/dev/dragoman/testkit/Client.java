package dev.dragoman.testkit;

import dev.dragoman.testkit.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A plain HTTP client with the headers of one vendor. */
public final class Client implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String baseUrl;
    private final String[] headers;

    /** A client of this base URL that sends these headers, name and value in turn, with every request. */
    public Client(String baseUrl, String... headers) {
        this.baseUrl = baseUrl;
        this.headers = headers;
    }

    /** A POST of this JSON text; single quotes stand for double ones. */
    public Answered post(String path, String json) {
        return postBytes(path, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** A POST of these bytes. */
    public Answered postBytes(String path, byte[] body) {
        return send(request(path).header("content-type", "application/json").POST(BodyPublishers.ofByteArray(body)));
    }

    /** A GET. */
    public Answered get(String path) {
        return send(request(path).GET());
    }

    /** A DELETE. */
    public Answered delete(String path) {
        return send(request(path).DELETE());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(baseUrl + path));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private Answered send(HttpRequest.Builder request) {
        try {
            return new Answered(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * What came back.
     *
     * @param response the response
     */
    public record Answered(HttpResponse<byte[]> response) {

        /** The HTTP status. */
        public int status() {
            return response.statusCode();
        }

        /** A header that is there. */
        public String header(String name) {
            return response.headers().firstValue(name).orElseThrow();
        }

        /** The body as text. */
        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        /** The body as JSON. */
        public JsonNode json() {
            return Json.read(response.body());
        }

        /** The data of each event of a stream. */
        public List<String> data() {
            List<String> data = new ArrayList<>();
            for (String line : text().split("\n", -1)) {
                if (line.startsWith("data: ")) {
                    data.add(line.substring("data: ".length()));
                }
            }
            return data;
        }

        /** The names of the events of a stream that have one. */
        public List<String> eventNames() {
            List<String> names = new ArrayList<>();
            for (String line : text().split("\n", -1)) {
                if (line.startsWith("event: ")) {
                    names.add(line.substring("event: ".length()));
                }
            }
            return names;
        }
    }
}
