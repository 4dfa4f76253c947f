package dev.dragoman.testkit.gemini;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What Google demands of a request, in the order in which Google looks: JSON, fields, values, sense. */
final class GeminiRules {

    private static final FieldTables TABLES = FieldTables.load(GeminiRules.class, "gemini.fields");

    private GeminiRules() {}

    /** The body of a request that passes, with JSON names throughout. */
    static JsonNode checked(RecordedRequest request, String model) {
        ObjectNode body = read(request, "Request");
        Complaints complaints = new Complaints();
        GenerationRules generation = new GenerationRules(body, model, complaints);
        GeminiToolRules tools = new GeminiToolRules(body, model, complaints);
        new ContentRules(complaints).require(body);
        generation.require();
        tools.require();
        complaints.refuseIfAny();
        ContentRules.requireRoles(body.path("contents"));
        generation.requireModel();
        tools.requireModel();
        GeminiCallRules.require(body.path("contents"), model);
        return body;
    }

    /** The body of a request to count tokens. */
    static JsonNode checkedCount(RecordedRequest request) {
        ObjectNode body = read(request, "CountRequest");
        if (body.has("contents") == body.has("generateContentRequest")) {
            throw GeminiRefusal.badRequest(
                    "* CountTokensRequest.contents: exactly one of contents and generate_content_request must be set\n");
        }
        return body;
    }

    /** The body of a request for the vectors of several texts. */
    static JsonNode checkedEmbeddings(RecordedRequest request, String model) {
        ObjectNode body = read(request, "BatchEmbedRequest");
        for (JsonNode one : body.path("requests")) {
            if (!one.path("model").asString("").equals("models/" + model)) {
                throw GeminiRefusal.badRequest(
                        "* BatchEmbedContentsRequest.requests.model: must be models/" + model + "\n");
            }
        }
        return body;
    }

    private static ObjectNode read(RecordedRequest request, String table) {
        JsonNode body = parsed(request);
        List<Violation> violations = TABLES.check(body, table, Reading.PROTO);
        if (!violations.isEmpty()) {
            throw GeminiComplaints.refusal(violations);
        }
        return CanonicalNames.of(body);
    }

    private static JsonNode parsed(RecordedRequest request) {
        try {
            JsonNode body = Json.read(request.body());
            if (body.isObject()) {
                return body;
            }
            throw GeminiRefusal.badRequest("Invalid JSON payload received. Unexpected token.\n" + body);
        } catch (JacksonException e) {
            throw GeminiRefusal.badRequest("Invalid JSON payload received. " + e.getOriginalMessage());
        }
    }
}
