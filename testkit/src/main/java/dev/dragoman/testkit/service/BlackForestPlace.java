package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Pictures;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Black Forest Labs: a task is pending when it is first looked at, and ready the second time. */
final class BlackForestPlace implements Place {

    private static final Counter COUNTER = new Counter("x-key", "", Errors.DETAILS);
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, String> tasks = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> looks = new ConcurrentHashMap<>();

    @Override
    public Reply answer(RecordedRequest request) {
        String path = request.path();
        if (path.startsWith("/samples/")) {
            return sample(request, path.substring("/samples/".length()));
        }
        COUNTER.requireKey(request);
        if (path.equals("/v1/get_result")) {
            return looked(request);
        }
        String table = switch (path) {
            case "/v1/flux-pro-1.1" -> "FluxPro";
            case "/v1/flux-kontext-pro" -> "FluxKontext";
            case "/v1/flux-pro-1.0-fill" -> "FluxFill";
            default -> throw COUNTER.unknown(request);
        };
        JsonNode body = COUNTER.checked(request, table);
        String id = "task-" + numbers.incrementAndGet();
        StringBuilder words = new StringBuilder(body.path("prompt").asString(""));
        for (String name : List.of("input_image", "input_image_2", "image", "mask")) {
            words.append(body.has(name) ? " + " + body.path(name).asString("") : "");
        }
        tasks.put(id, words.toString());
        String server = "http://" + request.header("host").orElse("") + "/bfl";
        return Errors.json(Json.object().put("id", id).put("polling_url", server + "/v1/get_result?id=" + id));
    }

    private Reply looked(RecordedRequest request) {
        String id = request.query().getOrDefault("id", "");
        String words = tasks.get(id);
        if (words == null) {
            return Errors.json(Json.object().put("id", id).put("status", "Task not found"));
        }
        ObjectNode reply = Json.object().put("id", id);
        if (words.contains("forbidden")) {
            return Errors.json(reply.put("status", "Request Moderated"));
        }
        if (looks.computeIfAbsent(id, first -> new AtomicInteger()).incrementAndGet() == 1) {
            return Errors.json(reply.put("status", "Pending"));
        }
        String server = "http://" + request.header("host").orElse("") + "/bfl";
        reply.put("status", "Ready").putObject("result").put("sample", server + "/samples/" + id + "?sig=abc");
        return Errors.json(reply);
    }

    /** What is delivered is asked for without a key. */
    private Reply sample(RecordedRequest request, String id) {
        if (request.header("x-key").isPresent()) {
            throw Errors.DETAILS.refusal(400, "a key was sent to the store of images");
        }
        return Reply.whole(
                200, List.of(new Header("content-type", "image/jpeg")), Pictures.bytes(tasks.getOrDefault(id, ""), 0));
    }
}
