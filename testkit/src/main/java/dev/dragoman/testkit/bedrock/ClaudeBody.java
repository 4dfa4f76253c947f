package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What Bedrock demands of a request for Claude beside what Anthropic demands. */
final class ClaudeBody {

    /** Where the request goes behind Bedrock. */
    static final String PATH = "/v1/messages";

    private static final List<String> ELSEWHERE =
            List.of("model", "stream", "output_format", "mcp_servers", "container", "service_tier", "inference_geo");
    private static final List<String> UNKNOWN_BETAS =
            List.of("files-api-", "mcp-client-", "code-execution-", "skills-");

    private ClaudeBody() {}

    /** The request as Anthropic's own interface takes it. */
    static RecordedRequest inner(RecordedRequest request, ObjectNode body, String model, boolean streaming) {
        if (!body.path("anthropic_version").asString("").equals("bedrock-2023-05-31")) {
            throw BedrockRefusal.validation("anthropic_version: Field required");
        }
        for (String name : ELSEWHERE) {
            if (body.has(name)) {
                throw BedrockRefusal.validation(name + ": Extra inputs are not permitted");
            }
        }
        if (request.header("anthropic-beta").isPresent()) {
            throw BedrockRefusal.validation("anthropic-beta: belongs into the body as anthropic_beta");
        }
        List<Header> headers = new ArrayList<>(
                List.of(new Header("anthropic-version", "2023-06-01"), new Header("x-api-key", "behind-bedrock")));
        for (JsonNode beta : body.path("anthropic_beta")) {
            String name = beta.asString("");
            if (UNKNOWN_BETAS.stream().anyMatch(name::startsWith)) {
                throw BedrockRefusal.validation("invalid beta flag");
            }
            headers.add(new Header("anthropic-beta", name));
        }
        ObjectNode inner = body.deepCopy();
        inner.remove(List.of("anthropic_version", "anthropic_beta"));
        inner.put("model", model).put("stream", streaming);
        return request.passedOn(PATH, Json.bytes(inner), headers);
    }

    /** A refusal of Anthropic's in AWS's words. */
    static BedrockRefusal refusal(Reply reply) {
        JsonNode error = Json.read(reply.frames().iterator().next().bytes()).path("error");
        return BedrockRefusal.validation(error.path("message").asString(""));
    }

    /** The events of a stream without their framing. */
    static List<JsonNode> pieces(List<byte[]> events) {
        List<JsonNode> pieces = new ArrayList<>();
        for (byte[] event : events) {
            String text = new String(event, StandardCharsets.UTF_8);
            int data = text.indexOf("data: ");
            if (data >= 0) {
                pieces.add(Json.read(text.substring(data + "data: ".length())));
            }
        }
        return pieces;
    }
}
