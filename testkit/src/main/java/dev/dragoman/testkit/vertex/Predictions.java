package dev.dragoman.testkit.vertex;

import dev.dragoman.testkit.gemini.Imagen;
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

/** Google's models that hold no conversations. */
final class Predictions {

    private static final FieldTables TABLES = FieldTables.load(Predictions.class, "predictions.fields");
    private static final int LENGTH = 8;

    private Predictions() {}

    static boolean serves(VertexPath path) {
        return path.method().equals("predict") || path.method().equals("embedContent");
    }

    static Reply answer(RecordedRequest request, VertexPath path) {
        if (path.method().equals("embedContent")) {
            return content(checked(request, "EmbedContent"));
        }
        if (path.model().startsWith("imagen")) {
            return Imagen.answer(request, true);
        }
        return path.model().startsWith("multimodalembedding")
                ? images(checked(request, "MultimodalPrediction"))
                : texts(checked(request, "TextPrediction"), path);
    }

    private static Reply content(JsonNode body) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : body.path("content").path("parts")) {
            text.append(part.path("text").asString(""))
                    .append(part.path("inlineData").path("data").asString(""));
        }
        ObjectNode reply = Json.object();
        float[] vector =
                Vectors.of(text.toString(), body.path("outputDimensionality").asInt(LENGTH));
        Vectors.addTo(reply.putObject("embedding").putArray("values"), vector);
        reply.putObject("usageMetadata").put("promptTokenCount", text.length());
        return VertexRefusal.json(200, reply);
    }

    private static Reply images(JsonNode body) {
        ObjectNode reply = Json.object();
        ArrayNode predictions = reply.putArray("predictions");
        int length = body.path("parameters").path("dimension").asInt(LENGTH);
        for (JsonNode instance : body.path("instances")) {
            ObjectNode prediction = predictions.addObject();
            if (instance.has("text")) {
                Vectors.addTo(
                        prediction.putArray("textEmbedding"),
                        Vectors.of(instance.path("text").asString(""), length));
            }
            if (instance.has("image")) {
                JsonNode image = instance.path("image");
                String data = image.path("bytesBase64Encoded").asString("")
                        + image.path("gcsUri").asString("");
                Vectors.addTo(prediction.putArray("imageEmbedding"), Vectors.of(data, length));
            }
        }
        return VertexRefusal.json(200, reply);
    }

    private static Reply texts(JsonNode body, VertexPath path) {
        if (path.model().startsWith("gemini-embedding")
                && body.path("instances").size() > 1) {
            throw VertexRefusal.badRequest("The request must contain exactly one instance for this model.");
        }
        ObjectNode reply = Json.object();
        ArrayNode predictions = reply.putArray("predictions");
        int length = body.path("parameters").path("outputDimensionality").asInt(LENGTH);
        for (JsonNode instance : body.path("instances")) {
            String text = instance.path("content").asString("");
            ObjectNode embeddings = predictions.addObject().putObject("embeddings");
            Vectors.addTo(embeddings.putArray("values"), Vectors.of(text, length));
            embeddings
                    .putObject("statistics")
                    .put("token_count", (double) text.length())
                    .put("truncated", false);
        }
        return VertexRefusal.json(200, reply);
    }

    static JsonNode checked(RecordedRequest request, String table) {
        JsonNode body;
        try {
            body = Json.read(request.body());
        } catch (JacksonException noJson) {
            throw VertexRefusal.badRequest("Invalid JSON payload received. " + noJson.getOriginalMessage());
        }
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw VertexRefusal.badRequest(violations.getFirst().toString());
        }
        return body;
    }
}
