package dev.dragoman.library;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dragoman.http.Multipart;
import dev.dragoman.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** A place that offers what OpenAI does beside conversations; it refuses bodies of the wrong kind, and says what a test expects. */
public final class ServicePlace implements AutoCloseable {

    private static final byte[] SOUND = "ID3 a long sound, in pieces".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final BlockingQueue<String> bodies = new ArrayBlockingQueue<>(10);
    private final CompletableFuture<Boolean> listenerLeft = new CompletableFuture<>();

    /** Starts on a free port. */
    public ServicePlace() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        json("/v1/moderations", """
                {"id":"m","model":"x","results":[{"flagged":true,"categories":{"violence":true},
                "category_scores":{"violence":0.9,"hate":0.1}}]}""");
        json("/v1/images/generations", """
                {"created":1,"data":[{"b64_json":"aGk=","revised_prompt":"a red cat"},{"url":"https://images.test/1"}],
                "usage":{"input_tokens":3,"output_tokens":4,"total_tokens":7}}""");
        json("/v1/rerank", """
                {"id":"r","results":[{"index":1,"relevance_score":0.8},{"index":0,"relevance_score":0.2}]}""");
        server.createContext("/v1/audio/speech", this::speech);
        server.createContext("/v1/audio/transcriptions", this::transcription);
        server.start();
    }

    /** The base URL of its clients. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The body of the oldest request that was not looked at. */
    public String body() throws InterruptedException {
        return bodies.take();
    }

    /** Whether whoever listened to a sound without end has left. */
    CompletableFuture<Boolean> listenerLeft() {
        return listenerLeft;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void json(String path, String answer) {
        server.createContext(path, exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Json.parseObject(body);
            bodies.add(new String(body, StandardCharsets.UTF_8));
            send(exchange, "application/json", answer);
        });
    }

    private void speech(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        bodies.add(body);
        exchange.getResponseHeaders().set("content-type", "audio/mpeg");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            out.write(SOUND);
            while (body.contains("endless")) {
                out.write(SOUND);
                out.flush();
            }
        } catch (IOException left) {
            listenerLeft.complete(true);
        }
    }

    private void transcription(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        List<Multipart.Part> parts =
                Multipart.read(body, exchange.getRequestHeaders().getFirst("content-type"));
        bodies.add(new String(body, StandardCharsets.UTF_8));
        boolean subtitles = parts.stream().anyMatch(part -> part.bytes().text().equals("srt"));
        if (subtitles) {
            send(exchange, "text/plain", "1\n00:00 --> 00:01\nHello");
        } else {
            send(exchange, "application/json", "{\"text\":\"Hello\"}");
        }
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().putAll(Map.of("content-type", List.of(type), "x-request-id", List.of("req-1")));
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
