package dev.dragoman.testkit.gemini;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.vendor.Pictures;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Imagen's predictions, at both of Google's services. */
public final class Imagen {

    private static final FieldTables TABLES = FieldTables.load(Imagen.class, "imagen.fields");

    private Imagen() {}

    /**
     * The answer, or Google's refusal.
     *
     * @param edits whether images may be changed, as at Vertex AI alone
     */
    public static Reply answer(RecordedRequest request, boolean edits) {
        JsonNode body;
        try {
            body = Json.read(request.body());
        } catch (JacksonException noJson) {
            return refusal(noJson.getOriginalMessage());
        }
        List<Violation> violations = TABLES.check(body, edits ? "ImagenEdit" : "ImagenPrediction", Reading.EXACT);
        if (!violations.isEmpty()) {
            return refusal(violations.getFirst().toString());
        }
        JsonNode instance = body.path("instances").path(0);
        StringBuilder words = new StringBuilder(instance.path("prompt").asString(""));
        for (JsonNode reference : instance.path("referenceImages")) {
            String data =
                    reference.path("referenceImage").path("bytesBase64Encoded").asString("");
            boolean mask = reference.path("referenceType").asString("").equals("REFERENCE_TYPE_MASK");
            words.append(mask ? " within " : " + ")
                    .append(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
        }
        ObjectNode reply = Json.object();
        ArrayNode predictions = reply.putArray("predictions");
        for (int i = 0; i < body.path("parameters").path("sampleCount").asInt(4); i++) {
            ObjectNode prediction = predictions.addObject();
            if (words.toString().contains("forbidden")) {
                prediction.put("raiFilteredReason", "Unable to show generated images.");
            } else {
                prediction.put("mimeType", "image/png").put("bytesBase64Encoded", Pictures.base64(words.toString(), i));
            }
        }
        return GeminiErrors.reply(200, reply);
    }

    private static Reply refusal(String message) {
        return GeminiErrors.reply(400, GeminiErrors.body(400, GeminiErrors.INVALID_ARGUMENT, message));
    }
}
