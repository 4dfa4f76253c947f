package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Pictures;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Recraft. */
final class RecraftPlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.MESSAGE);

    @Override
    public Reply answer(RecordedRequest request) {
        return switch (request.path()) {
            case "/v1/images/generations" -> images(COUNTER.checked(request, "RecraftImage"), "");
            case "/v1/images/imageToImage" -> changed(request, "RecraftEdit");
            case "/v1/images/inpaint" -> changed(request, "RecraftInpaint");
            default -> throw COUNTER.unknown(request);
        };
    }

    private static Reply changed(RecordedRequest request, String table) {
        COUNTER.requireKey(request);
        JsonNode form = COUNTER.checked(Forms.fields(Forms.of(request, Errors.MESSAGE), Errors.MESSAGE), table);
        String mask = form.has("mask") ? " within " + form.path("mask").asString("") : "";
        return images(form, " + " + form.path("image").asString("") + mask);
    }

    private static Reply images(JsonNode body, String more) {
        ObjectNode reply = Json.object().put("created", 1);
        ArrayNode data = reply.putArray("data");
        int count = Integer.parseInt(body.path("n").asString("1"));
        for (int i = 0; i < count; i++) {
            ObjectNode image = data.addObject().put("image_id", "i" + i);
            if (body.path("response_format").asString("").equals("b64_json")) {
                image.put("b64_json", Pictures.base64(body.path("prompt").asString("") + more, i));
            } else {
                image.put("url", "https://recraft.example/" + i + ".webp");
            }
        }
        return Errors.json(reply);
    }
}
