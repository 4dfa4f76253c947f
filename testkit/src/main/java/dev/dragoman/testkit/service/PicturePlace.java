package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Pictures;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Places whose answers are images themselves: Fireworks AI, Segmind and Topaz Labs. */
final class PicturePlace implements Place {

    private static final Counter FIREWORKS = Counter.bearer(Errors.OPENAI);
    private static final Counter KEYED = new Counter("x-api-key", "", Errors.ERROR);
    private static final String MODELS = "/accounts/fireworks/models/";

    @Override
    public Reply answer(RecordedRequest request) {
        return switch (request.path()) {
            case "/fireworks/workflows" + MODELS + "flux-1-schnell-fp8/text_to_image" ->
                drawn(accepted(request), FIREWORKS.checked(request, "FireworksFlux"));
            case "/fireworks/image_generation" + MODELS + "stable-diffusion-xl-1024-v1-0" ->
                drawn(accepted(request), FIREWORKS.checked(request, "FireworksDiffusion"));
            case "/segmind/v1/sdxl1.0-txt2img" -> drawn("image/jpeg", KEYED.checked(request, "SegmindDiffusion"));
            case "/segmind/v1/flux-schnell" -> drawn("image/jpeg", KEYED.checked(request, "SegmindFlux"));
            case "/topaz/image/v1/enhance" -> enhanced(request);
            default -> throw KEYED.unknown(request);
        };
    }

    private static String accepted(RecordedRequest request) {
        String accept = request.header("accept").orElse("");
        if (!accept.equals("image/png") && !accept.equals("image/jpeg")) {
            throw Errors.OPENAI.refusal(400, "Accept: must be image/png or image/jpeg");
        }
        return accept;
    }

    private static Reply drawn(String type, JsonNode body) {
        return picture(type, body.path("prompt").asString(""));
    }

    private static Reply enhanced(RecordedRequest request) {
        KEYED.requireKey(request);
        JsonNode form = Forms.fields(Forms.of(request, Errors.ERROR), Errors.ERROR);
        KEYED.checked(form, "TopazEnhance");
        String type = "image/" + form.path("output_format").asString("jpeg");
        if (!request.header("accept").orElse("").equals(type)) {
            throw Errors.ERROR.refusal(400, "accept: must be " + type);
        }
        return picture(type, "clearer " + form.path("image").asString(""));
    }

    private static Reply picture(String type, String words) {
        if (words.contains("nothing")) {
            return Errors.json(Json.object().put("status", "queued"));
        }
        return Reply.whole(200, List.of(new Header("content-type", type)), Pictures.bytes(words, 0));
    }
}
