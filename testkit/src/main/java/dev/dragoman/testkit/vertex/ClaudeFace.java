package dev.dragoman.testkit.vertex;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Vertex AI demands of a request for Claude beside what Anthropic demands.
 *
 * @see <a href="https://docs.claude.com/en/api/claude-on-vertex-ai">Anthropic: Claude on Vertex AI</a>
 */
final class ClaudeFace {

    private static final String VERSION = "vertex-2023-10-16";
    private static final List<String> ELSEWHERE =
            List.of("model", "output_format", "mcp_servers", "container", "service_tier", "inference_geo");
    private static final List<String> UNKNOWN_BETAS =
            List.of("files-api-", "mcp-client-", "code-execution-", "skills-");

    private ClaudeFace() {}

    /** The request as Anthropic's own interface takes it. */
    static RecordedRequest inner(RecordedRequest request, VertexPath path) {
        ObjectNode body = body(request);
        if (!body.path("anthropic_version").asString("").equals(VERSION)) {
            throw VertexRefusal.ofClaude("anthropic_version: Field required");
        }
        boolean counting = path.model().equals("count-tokens");
        ELSEWHERE.stream()
                .filter(field -> body.has(field) && !(counting && field.equals("model")))
                .findFirst()
                .ifPresent(field -> {
                    throw VertexRefusal.ofClaude(field + ": Extra inputs are not permitted");
                });
        requireStreaming(body, path);
        requireNoScope(body);
        List<Header> headers = new ArrayList<>(List.of(new Header("anthropic-version", "2023-06-01")));
        requireBetas(request, body).forEach(beta -> headers.add(new Header("anthropic-beta", beta)));
        body.remove(List.of("anthropic_version", "anthropic_beta"));
        if (!counting) {
            body.put("model", path.model());
        }
        String target = counting ? "/v1/messages/count_tokens" : "/v1/messages";
        return request.passedOn(target, Json.bytes(body), headers);
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

    private static void requireStreaming(JsonNode body, VertexPath path) {
        if (body.path("stream").asBoolean(false) != path.isStreamed()) {
            throw VertexRefusal.badRequest("stream: must be true for streamRawPredict, and for it alone");
        }
    }

    private static void requireNoScope(JsonNode body) {
        for (JsonNode mark : body.findValues("cache_control")) {
            if (mark.has("scope")) {
                throw VertexRefusal.ofClaude("cache_control.ephemeral.scope: Extra inputs are not permitted");
            }
        }
    }

    private static List<String> requireBetas(RecordedRequest request, JsonNode body) {
        List<String> betas = new ArrayList<>();
        body.path("anthropic_beta").forEach(beta -> betas.add(beta.asString("")));
        request.header("anthropic-beta").ifPresent(list -> betas.addAll(List.of(list.split(",", -1))));
        for (String beta : betas) {
            if (UNKNOWN_BETAS.stream().anyMatch(beta::startsWith)) {
                throw VertexRefusal.ofClaude(
                        "Unexpected value(s) `" + beta + "` for the `anthropic-beta` header. Please"
                                + " consult our documentation at docs.anthropic.com or try again without the header.");
            }
        }
        return betas;
    }
}
