package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Pictures;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Azure AI Foundry's model inference: texts and images at two addresses. */
final class AzureAiPlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.OPENAI);

    @Override
    public Reply answer(RecordedRequest request) {
        return switch (request.path()) {
            case "/embeddings" -> embeddings(COUNTER.checked(request, "AzureAiEmbeddings"));
            case "/images/embeddings" -> embeddings(COUNTER.checked(request, "AzureAiImageEmbeddings"));
            case "/v1/rerank" -> ranked(COUNTER.checked(request, "CohereRerank1"));
            case "/v2/rerank" -> ranked(COUNTER.checked(request, "CohereRerank2"));
            case "/openai/deployments/FLUX.1-Kontext-pro/images/generations" ->
                images(request, COUNTER.checked(request, "FoundryImage"));
            case "/openai/deployments/FLUX.1-Kontext-pro/images/edits" -> edited(request);
            case "/providers/blackforestlabs/v1/flux-2-pro" ->
                images(request, COUNTER.checked(request, "FoundryImage"));
            default -> throw COUNTER.unknown(request);
        };
    }

    private static Reply embeddings(JsonNode body) {
        return Errors.json(
                Embedded.answer(body.path("input"), body.path("dimensions").asInt(0)));
    }

    private static Reply ranked(JsonNode body) {
        ObjectNode reply = Ranked.answer(
                body, "results", "top_n", body.path("return_documents").asBoolean(false));
        reply.put("id", "07734bd2-2473-4f07-94e1-0d9f0e6843cf");
        ObjectNode meta = reply.putObject("meta");
        meta.putObject("api_version").put("version", "1");
        meta.putObject("billed_units").put("search_units", 1);
        return Errors.json(reply);
    }

    private static Reply edited(RecordedRequest request) {
        COUNTER.requireKey(request);
        JsonNode form = Forms.fields(Forms.of(request, Errors.OPENAI), Errors.OPENAI);
        return images(request, COUNTER.checked(form, "FoundryEdit"));
    }

    private static Reply images(RecordedRequest request, JsonNode body) {
        if (!request.query().containsKey("api-version")) {
            throw Errors.OPENAI.refusal(404, "Resource not found");
        }
        String seen = body.has("image") ? " + " + body.path("image").asString("") : "";
        ObjectNode reply = Json.object().put("created", 1);
        reply.putArray("data")
                .addObject()
                .put("b64_json", Pictures.base64(body.path("prompt").asString("") + seen, 0));
        return Errors.json(reply);
    }
}
