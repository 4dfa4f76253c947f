package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.anthropic.AnthropicProtocol;
import dev.dragoman.testkit.anthropic.AnthropicRules;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.openai.ChatCompletionRequests;
import dev.dragoman.testkit.openai.ChatCompletions;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** InvokeModel and InvokeModelWithResponseStream: every maker's models in their own format. */
final class InvokeFaces {

    private static final FieldTables TABLES = FieldTables.load(InvokeFaces.class, "invoke.fields");
    private static final String WHOLE = "/invoke";
    private static final String STREAMED = "/invoke-with-response-stream";

    private final BedrockReplies nova;
    private final AnthropicProtocol claude;
    private final ChatCompletions completions = new ChatCompletions(true);

    InvokeFaces(BedrockReplies nova) {
        this.nova = nova;
        this.claude = new AnthropicProtocol(VendorSettings.DEFAULT, AnthropicRules.STRICT);
    }

    static boolean isPath(String path) {
        return path.endsWith(WHOLE) || path.endsWith(STREAMED);
    }

    static boolean isInvoked(ChatCall call) {
        return isPath(call.request().path()) || isClaude(call);
    }

    private static boolean isClaude(ChatCall call) {
        return call.request().path().equals(ClaudeBody.PATH);
    }

    Received receive(RecordedRequest request, String model) {
        boolean streaming = request.path().endsWith(STREAMED);
        ObjectNode body = body(request);
        InvokeFormat format = InvokeFormat.of(model);
        if (format == InvokeFormat.CLAUDE) {
            Received received = claude.receive(ClaudeBody.inner(request, body, model, streaming));
            if (received instanceof Received.Settled(Reply refusal)) {
                throw ClaudeBody.refusal(refusal);
            }
            return received;
        }
        List<Violation> violations = TABLES.check(body, format.table(), Reading.EXACT);
        if (!violations.isEmpty()) {
            throw BedrockRefusal.validation("Malformed input request: " + violations.getFirst()
                    + ", please reformat your input and try again.");
        }
        return new Received.Asked(call(request, body, model, streaming, format));
    }

    private static ChatCall call(
            RecordedRequest request, JsonNode body, String model, boolean streaming, InvokeFormat format) {
        ChatCall asked = switch (format) {
            case NOVA -> BedrockRequests.call(request, body, model, streaming);
            case OPENAI -> ChatCompletionRequests.call(request, body, model);
            default -> new ChatCall(request, body, model, streaming, format.prompt(body), List.of(), null);
        };
        return new ChatCall(request, body, model, streaming, asked.lastUserText(), asked.tools(), asked.schema());
    }

    byte[] whole(ChatCall call, Content content) {
        if (isClaude(call)) {
            return bytes(claude.whole(call, content));
        }
        InvokeFormat format = InvokeFormat.of(call.model());
        JsonNode answer = switch (format) {
            case NOVA -> nova.whole(call, content);
            case OPENAI -> completions.whole(call, content);
            default -> format.whole(call, content);
        };
        return Json.bytes(answer);
    }

    List<byte[]> events(ChatCall call, Content content, Streaming streaming) {
        List<JsonNode> pieces = pieces(call, content, streaming);
        var usage = content.usageFor(call.size());
        ObjectNode last = (ObjectNode) pieces.getLast();
        last.putObject("amazon-bedrock-invocationMetrics")
                .put("inputTokenCount", usage.input())
                .put("outputTokenCount", usage.output())
                .put("invocationLatency", 512)
                .put("firstByteLatency", 128);
        List<byte[]> events = new ArrayList<>();
        for (JsonNode piece : pieces) {
            String bytes = Base64.getEncoder().encodeToString(Json.bytes(piece));
            events.add(
                    EventFrames.event("chunk", Json.object().put("bytes", bytes).put("p", "abcdefg")));
        }
        return events;
    }

    private List<JsonNode> pieces(ChatCall call, Content content, Streaming streaming) {
        if (isClaude(call)) {
            return ClaudeBody.pieces(claude.stream(call, content, streaming).events());
        }
        InvokeFormat format = InvokeFormat.of(call.model());
        return switch (format) {
            case NOVA ->
                nova.events(call, content, streaming).stream()
                        .<JsonNode>map(event -> {
                            ObjectNode piece = Json.object();
                            piece.set(event.name(), event.payload());
                            return piece;
                        })
                        .toList();
            case OPENAI ->
                List.copyOf(completions.chunks(
                        call, content, streaming.usage() == null ? streaming.usage(false) : streaming));
            default -> format.pieces(call, content, streaming);
        };
    }

    private static byte[] bytes(Reply reply) {
        return reply.frames().iterator().next().bytes();
    }

    private static ObjectNode body(RecordedRequest request) {
        try {
            if (Json.read(request.body()) instanceof ObjectNode body) {
                return body;
            }
        } catch (JacksonException wrong) {
            // Refused below like any other body that is no object.
        }
        throw BedrockRefusal.validation("Malformed input request, please reformat your input and try again.");
    }
}
