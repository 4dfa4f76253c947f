package dev.dragoman.testkit.vertex;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Vertex AI demands of requests for Gemini and for models in OpenAI's format, beside what their own interfaces demand.
 * The differences for Gemini are those of Google's SDKs (@google/genai for Node 2.32).
 */
final class GoogleFace {

    private static final List<String> DEVELOPER_ONLY = List.of("model", "store", "continuationToken");

    private static final List<String> COUNTED = List.of("contents", "systemInstruction", "tools", "generationConfig");

    private GoogleFace() {}

    /** The request as the publisher's own interface takes it. */
    static RecordedRequest inner(RecordedRequest request, VertexPath path) {
        boolean openai = path.method().isEmpty()
                || path.publisher().equals("mistralai")
                || path.publisher().equals("ai21");
        return openai ? openai(request, path) : gemini(request, path);
    }

    private static RecordedRequest openai(RecordedRequest request, VertexPath path) {
        ObjectNode body = body(request);
        if (path.publisher().equals("mistralai") && body.has("stream_options")) {
            throw VertexRefusal.badRequest("stream_options: Extra inputs are not permitted");
        }
        if (!path.publisher().isEmpty() && body.path("stream").asBoolean(false) != path.isStreamed()) {
            throw VertexRefusal.badRequest("stream: must be true for streamRawPredict, and for it alone");
        }
        if (path.publisher().isEmpty() && !path.model().equals("openapi")) {
            body.put("model", path.model());
        }
        return request.passedOn("/v1/chat/completions", Json.bytes(body), List.of());
    }

    private static RecordedRequest gemini(RecordedRequest request, VertexPath path) {
        ObjectNode body = body(request);
        DEVELOPER_ONLY.stream().filter(body::has).findFirst().ifPresent(field -> {
            throw VertexRefusal.badRequest(
                    "Invalid JSON payload received. Unknown name \"" + field + "\": Cannot find field.");
        });
        requireLabels(body.path("labels"));
        body.remove("labels");
        if (path.method().equals("countTokens")) {
            body = counted(body, path.model());
        }
        int query = request.target().indexOf('?');
        String target = "/v1beta/models/" + path.model() + ":" + path.method()
                + (query < 0 ? "" : request.target().substring(query));
        return request.passedOn(target, Json.bytes(body), List.of());
    }

    /** What is counted stands in the request itself here, and there are fewer kinds of it. */
    private static ObjectNode counted(ObjectNode body, String model) {
        for (String field : body.propertyNames()) {
            if (!COUNTED.contains(field)) {
                throw VertexRefusal.badRequest(
                        "Invalid JSON payload received. Unknown name \"" + field + "\": Cannot find field.");
            }
        }
        ObjectNode counted = Json.object();
        counted.set("generateContentRequest", body.put("model", "models/" + model));
        return counted;
    }

    private static void requireLabels(JsonNode labels) {
        for (String name : labels.propertyNames()) {
            String value = labels.path(name).asString("?");
            if (!name.matches("[a-z][a-z0-9_-]{0,62}") || !value.matches("[a-z0-9_-]{0,63}")) {
                throw VertexRefusal.badRequest("The label " + name + ": " + value + " is invalid.");
            }
        }
    }

    private static ObjectNode body(RecordedRequest request) {
        try {
            if (Json.read(request.body()) instanceof ObjectNode body) {
                return body;
            }
        } catch (JacksonException wrong) {
            // Refused below like any other body that is no object.
        }
        throw VertexRefusal.badRequest("Invalid JSON payload received.");
    }
}
