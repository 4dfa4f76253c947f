package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.vendor.Vectors;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Models that hold no conversations, each invoked in the words of its maker. */
final class BedrockInvocations {

    private static final FieldTables TABLES = FieldTables.load(BedrockInvocations.class, "invocations.fields");

    private BedrockInvocations() {}

    /** Whether the model is one of these. */
    static boolean knows(String model) {
        return model.contains("embed") || ImageInvocations.knows(model);
    }

    static Reply answer(String model, RecordedRequest request) {
        if (ImageInvocations.knows(model)) {
            return ImageInvocations.answer(model, request);
        }
        if (model.contains("titan-embed-image")) {
            JsonNode body = checked(request, "TitanImageEmbedding");
            JsonNode length = body.path("embeddingConfig").path("outputEmbeddingLength");
            return titan(text(body, "inputImage") + text(body, "inputText"), length.asInt(8));
        }
        if (model.contains("titan-embed")) {
            boolean second = model.contains("-v2");
            JsonNode body = checked(request, second ? "TitanEmbedding2" : "TitanEmbedding1");
            return titan(text(body, "inputText"), body.path("dimensions").asInt(8));
        }
        if (model.contains("cohere.embed")) {
            return cohere(checked(request, "CohereEmbedding"));
        }
        return nova(checked(request, "NovaEmbedding").path("singleEmbeddingParams"));
    }

    private static Reply titan(String text, int length) {
        ObjectNode reply = Json.object().put("inputTextTokenCount", text.length());
        Vectors.addTo(reply.putArray("embedding"), Vectors.of(text, length));
        return json(reply);
    }

    private static Reply cohere(JsonNode body) {
        boolean images = body.has("images");
        if (images == body.has("texts") || images != text(body, "input_type").equals("image")) {
            throw BedrockRefusal.validation(
                    "Malformed input request: #: exactly one of texts and images, please reformat"
                            + " your input and try again.");
        }
        ObjectNode reply = Json.object().put("id", "1").put("response_type", "embeddings_by_type");
        ArrayNode vectors = reply.putObject("embeddings").putArray("float");
        int tokens = 0;
        for (JsonNode one : body.path(images ? "images" : "texts")) {
            Vectors.addTo(
                    vectors.addArray(),
                    Vectors.of(one.asString(""), body.path("output_dimension").asInt(8)));
            tokens += one.asString("").length();
        }
        return json(reply).withHeader("X-Amzn-Bedrock-Input-Token-Count", Integer.toString(tokens));
    }

    private static Reply nova(JsonNode parameters) {
        if (parameters.has("text") == parameters.has("image")) {
            throw BedrockRefusal.validation("Exactly one of text, image, video or audio must be provided");
        }
        String text = parameters.has("text")
                ? text(parameters.path("text"), "value")
                : parameters.path("image").path("source").path("bytes").asString("");
        ObjectNode reply = Json.object();
        ObjectNode one = reply.putArray("embeddings").addObject().put("embeddingType", "TEXT");
        Vectors.addTo(
                one.putArray("embedding"),
                Vectors.of(text, parameters.path("embeddingDimension").asInt(8)));
        return json(reply);
    }

    static JsonNode checked(RecordedRequest request, String table) {
        JsonNode body = parsed(request);
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw BedrockRefusal.validation("Malformed input request: " + violations.getFirst()
                    + ", please reformat your input and try again.");
        }
        return body;
    }

    private static JsonNode parsed(RecordedRequest request) {
        try {
            return Json.read(request.body());
        } catch (JacksonException noJson) {
            throw BedrockRefusal.of(400, "SerializationException", noJson.getOriginalMessage());
        }
    }

    private static String text(JsonNode body, String name) {
        return body.path(name).asString("");
    }

    private static Reply json(ObjectNode body) {
        return Reply.whole(200, BedrockErrors.headers(null), Json.bytes(body));
    }
}
