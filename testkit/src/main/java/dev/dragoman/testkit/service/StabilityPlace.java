package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Pictures;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;

/** Stability AI. */
final class StabilityPlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.ERRORS);

    @Override
    public Reply answer(RecordedRequest request) {
        COUNTER.requireKey(request);
        if (!request.header("accept").orElse("").equals("application/json")) {
            throw Errors.ERRORS.refusal(400, "accept: must be image/* or application/json");
        }
        JsonNode form = Forms.fields(Forms.of(request, Errors.ERRORS), Errors.ERRORS);
        String table = switch (request.path()) {
            case "/v2beta/stable-image/generate/ultra" -> "StableUltra";
            case "/v2beta/stable-image/generate/core" -> "StableCore";
            case "/v2beta/stable-image/generate/sd3" -> "StableDiffusion3";
            case "/v2beta/stable-image/edit/inpaint" -> "StableInpaint";
            default -> throw COUNTER.unknown(request);
        };
        COUNTER.checked(form, table);
        String words = form.path("prompt").asString("")
                + (form.has("image") ? " + " + form.path("image").asString("") : "")
                + (form.has("mask") ? " within " + form.path("mask").asString("") : "");
        return Errors.json(Json.object()
                .put("image", Pictures.base64(words, 0))
                .put("finish_reason", "SUCCESS")
                .put("seed", 343_940_597));
    }
}
