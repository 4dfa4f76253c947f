package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Pictures;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Models of Bedrock that draw. */
final class ImageInvocations {

    private ImageInvocations() {}

    static boolean knows(String model) {
        return model.contains("nova-canvas") || model.contains("titan-image") || model.contains("stability.");
    }

    static Reply answer(String model, RecordedRequest request) {
        if (model.contains("stable-diffusion-xl")) {
            return diffusion(BedrockInvocations.checked(request, "SdxlRequest"));
        }
        return model.contains("stability.")
                ? stable(BedrockInvocations.checked(request, "StableRequest"))
                : canvas(BedrockInvocations.checked(request, "CanvasRequest"));
    }

    private static Reply diffusion(JsonNode body) {
        ObjectNode reply = Json.object().put("result", "success");
        String words = body.path("text_prompts").path(0).path("text").asString("");
        ObjectNode artifact = reply.putArray("artifacts").addObject().put("seed", 1);
        artifact.put("base64", Pictures.base64(words, 0))
                .put("finishReason", filtered(words) ? "CONTENT_FILTERED" : "SUCCESS");
        return json(reply);
    }

    private static Reply stable(JsonNode body) {
        String words = body.path("prompt").asString("")
                + seen(" + ", body.path("image"))
                + seen(" within ", body.path("mask"));
        ObjectNode reply = Json.object();
        reply.putArray("seeds").add(1);
        if (filtered(words)) {
            reply.putArray("finish_reasons").add("Filter reason: prompt");
            reply.putArray("images");
        } else {
            reply.putArray("finish_reasons").addNull();
            reply.putArray("images").add(Pictures.base64(words, 0));
        }
        return json(reply);
    }

    private static Reply canvas(JsonNode body) {
        List<String> tasks = List.of("textToImageParams", "inPaintingParams", "imageVariationParams");
        String wanted = switch (body.path("taskType").asString("")) {
            case "TEXT_IMAGE" -> tasks.getFirst();
            case "INPAINTING" -> tasks.get(1);
            default -> tasks.getLast();
        };
        if (tasks.stream().filter(body::has).count() != 1 || !body.has(wanted)) {
            throw BedrockRefusal.validation("The parameters do not fit the task type.");
        }
        JsonNode parameters = body.path(wanted);
        StringBuilder words = new StringBuilder(parameters.path("text").asString(""));
        words.append(seen(" + ", parameters.path("image"))).append(seen(" within ", parameters.path("maskImage")));
        parameters.path("images").forEach(image -> words.append(seen(" + ", image)));
        ObjectNode reply = Json.object();
        if (filtered(words.toString())) {
            return json(reply.put("error", "This request has been blocked by our content filters."));
        }
        ArrayNode images = reply.putArray("images");
        int count = body.path("imageGenerationConfig").path("numberOfImages").asInt(1);
        for (int i = 0; i < count; i++) {
            images.add(Pictures.base64(words.toString(), i));
        }
        return json(reply);
    }

    private static boolean filtered(String words) {
        return words.contains("forbidden");
    }

    private static String seen(String before, JsonNode base64) {
        return base64.isString()
                ? before + new String(Base64.getDecoder().decode(base64.stringValue()), StandardCharsets.UTF_8)
                : "";
    }

    private static Reply json(ObjectNode body) {
        return Reply.whole(200, BedrockErrors.headers(null), Json.bytes(body));
    }
}
