package dev.dragoman.gateway.client;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.HttpServer;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Lets tests in another process see what the fake vendors of a gateway were asked. */
final class VendorWindow implements AutoCloseable {

    private static final Duration DEPARTURE = Duration.ofSeconds(5);

    private final Gateway gateway;
    private final HttpServer server;

    VendorWindow(Gateway gateway) {
        this.gateway = gateway;
        this.server = HttpServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this::show, InstantSource.system());
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply show(RecordedRequest request) {
        String model = request.query().getOrDefault("model", "");
        List<RecordedRequest> calls = calls(model, request.query().getOrDefault("text", ""));
        ObjectNode seen = request.path().equals("/departure") ? departure(calls) : summary(model, calls);
        return Reply.whole(200, List.of(new Header("content-type", "application/json")), Json.bytes(seen));
    }

    private List<RecordedRequest> calls(String model, String text) {
        return gateway.vendor(model).requests().stream()
                .filter(request -> request.text().contains(text))
                .toList();
    }

    private static ObjectNode departure(List<RecordedRequest> calls) {
        return Json.object().put("gone", calls.getLast().clientGone(DEPARTURE));
    }

    private static ObjectNode summary(String model, List<RecordedRequest> calls) {
        Duration waited =
                Duration.between(calls.getFirst().arrivedAt(), calls.getLast().arrivedAt());
        ObjectNode seen = Json.object().put("count", calls.size()).put("waited", waited.toMillis());
        ObjectNode weather = seen.putObject("weather");
        ToolResults.byCity(model, calls.getLast().json()).forEach(weather::put);
        return seen;
    }
}
