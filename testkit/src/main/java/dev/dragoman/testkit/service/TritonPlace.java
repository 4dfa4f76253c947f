package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Vectors;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Triton with a model of vectors. */
final class TritonPlace implements Place {

    private static final Counter COUNTER = Counter.open(Errors.ERROR);
    private static final int LENGTH = 8;

    @Override
    public Reply answer(RecordedRequest request) {
        if (!request.path().equals("/v2/models/embedder/infer")) {
            throw COUNTER.unknown(request);
        }
        JsonNode tensor =
                COUNTER.checked(request, "TritonInference").path("inputs").path(0);
        JsonNode texts = tensor.path("data");
        if (tensor.path("shape").path(0).asInt(-1) != texts.size()) {
            throw Errors.ERROR.refusal(400, "unexpected number of elements for input 'input_text'");
        }
        ObjectNode reply = Json.object().put("model_name", "embedder").put("model_version", "1");
        ObjectNode output =
                reply.putArray("outputs").addObject().put("name", "embeddings").put("datatype", "FP32");
        output.putArray("shape").add(texts.size()).add(LENGTH);
        ArrayNode data = output.putArray("data");
        texts.forEach(text -> Vectors.addTo(data, Vectors.of(text.asString(""), LENGTH)));
        return Errors.json(reply);
    }
}
