package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runway: a task runs when it is first looked at, and has succeeded the second time. */
final class RunwayPlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.ERROR);
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, AtomicInteger> tasks = new ConcurrentHashMap<>();

    @Override
    public Reply answer(RecordedRequest request) {
        COUNTER.requireKey(request);
        if (!request.header("x-runway-version").orElse("").equals("2024-11-06")) {
            throw Errors.ERROR.refusal(400, "X-Runway-Version: not a valid version");
        }
        if (request.path().startsWith("/v1/tasks/")) {
            return looked(request.path().substring("/v1/tasks/".length()));
        }
        if (!request.path().equals("/v1/text_to_image")) {
            throw COUNTER.unknown(request);
        }
        JsonNode body = COUNTER.checked(request, "RunwayImage");
        boolean bad = body.path("promptText").asString("").contains("forbidden");
        String id = (bad ? "bad-" : "good-") + numbers.incrementAndGet();
        tasks.put(id, new AtomicInteger());
        return Errors.json(Json.object().put("id", id));
    }

    private Reply looked(String id) {
        AtomicInteger looks = tasks.get(id);
        if (looks == null) {
            throw Errors.ERROR.refusal(404, "A task with that ID was not found.");
        }
        ObjectNode task = Json.object().put("id", id).put("createdAt", "2026-01-01T00:00:00Z");
        if (looks.incrementAndGet() == 1) {
            return Errors.json(task.put("status", "RUNNING").put("progress", 0.5));
        }
        if (id.startsWith("bad-")) {
            task.put("status", "FAILED").put("failure", "The text prompt was rejected.");
            return Errors.json(task.put("failureCode", "SAFETY.INPUT.TEXT"));
        }
        task.put("status", "SUCCEEDED").putArray("output").add("https://runway.example/" + id + ".png");
        return Errors.json(task);
    }
}
