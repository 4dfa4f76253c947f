package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Pictures;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Places that speak nearly as OpenAI does: Together, AI/ML API, SiliconFlow, Hyperbolic, OpenRouter. */
final class SizedPlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.OPENAI);

    @Override
    public Reply answer(RecordedRequest request) {
        return switch (request.path()) {
            case "/together/images/generations" -> together(COUNTER.checked(request, "TogetherImage"));
            case "/aiml/images/generations" -> addresses(COUNTER.checked(request, "AimlImage"), "num_images", "images");
            case "/siliconflow/images/generations" ->
                addresses(COUNTER.checked(request, "SiliconFlowImage"), "batch_size", "images");
            case "/hyperbolic/image/generation" -> hyperbolic(COUNTER.checked(request, "HyperbolicImage"));
            case "/openrouter/chat/completions" -> openrouter(COUNTER.checked(request, "OpenRouterImage"));
            default -> throw COUNTER.unknown(request);
        };
    }

    private static String prompt(JsonNode body) {
        return body.path("prompt").asString("");
    }

    private static Reply together(JsonNode body) {
        if (!body.path("response_format").asString("").equals("base64")) {
            return addresses(body, "n", "data");
        }
        ObjectNode reply = Json.object().put("id", "o1").put("object", "list");
        ArrayNode data = reply.putArray("data");
        for (int i = 0; i < body.path("n").asInt(1); i++) {
            data.addObject().put("index", i).put("b64_json", Pictures.base64(prompt(body), i));
        }
        return Errors.json(reply);
    }

    private static Reply addresses(JsonNode body, String count, String name) {
        ObjectNode reply = Json.object();
        ArrayNode images = reply.putArray(name);
        for (int i = 0; i < body.path(count).asInt(1); i++) {
            images.addObject().put("url", "https://images.example/" + i + ".png");
        }
        return Errors.json(reply);
    }

    private static Reply hyperbolic(JsonNode body) {
        ObjectNode reply = Json.object().put("inference_time", 2.2);
        reply.putArray("images").addObject().put("index", 0).put("image", Pictures.base64(prompt(body), 0));
        return Errors.json(reply);
    }

    private static Reply openrouter(JsonNode body) {
        JsonNode content = body.path("messages").path(0).path("content");
        StringBuilder words = new StringBuilder(content.asString(""));
        for (JsonNode part : content) {
            words.append(part.path("text").asString(""));
            words.append(part.path("image_url").path("url").asString(""));
        }
        ObjectNode reply = Json.object().put("id", "gen-1").put("object", "chat.completion");
        ObjectNode message =
                reply.putArray("choices").addObject().putObject("message").put("role", "assistant");
        if (words.toString().contains("forbidden")) {
            message.put("content", "I cannot draw that.");
        } else {
            message.put("content", "Here it is.");
            ObjectNode image = message.putArray("images").addObject().put("type", "image_url");
            image.putObject("image_url").put("url", "data:image/png;base64," + Pictures.base64(words.toString(), 0));
        }
        reply.putObject("usage")
                .put("prompt_tokens", 7)
                .put("completion_tokens", 1290)
                .put("total_tokens", 1297);
        return Errors.json(reply);
    }
}
