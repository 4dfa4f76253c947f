package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Pictures;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** fal. */
final class FalPlace implements Place {

    private static final Counter COUNTER = new Counter("authorization", "Key ", Errors.DETAILS);

    @Override
    public Reply answer(RecordedRequest request) {
        JsonNode body = switch (request.path()) {
            case "/fal-ai/flux/dev" -> COUNTER.checked(request, "FalFlux");
            case "/fal-ai/flux-pro/v1.1-ultra" -> COUNTER.checked(request, "FalUltra");
            default -> throw COUNTER.unknown(request);
        };
        ObjectNode reply = Json.object().put("seed", 7);
        ArrayNode images = reply.putArray("images");
        ArrayNode unsafe = reply.putArray("has_nsfw_concepts");
        for (int i = 0; i < body.path("num_images").asInt(1); i++) {
            boolean held = body.path("sync_mode").asBoolean(false);
            String data = "data:image/png;base64,"
                    + Pictures.base64(body.path("prompt").asString(""), i);
            images.addObject()
                    .put("url", held ? data : "https://fal.example/" + i + ".png")
                    .put("content_type", "image/png");
            unsafe.add(body.path("prompt").asString("").contains("forbidden"));
        }
        return Errors.json(reply);
    }
}
