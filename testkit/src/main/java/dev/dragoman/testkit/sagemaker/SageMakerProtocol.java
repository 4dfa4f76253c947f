package dev.dragoman.testkit.sagemaker;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.bedrock.BedrockRefusal;
import dev.dragoman.testkit.bedrock.EventFrames;
import dev.dragoman.testkit.bedrock.Signatures;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.openai.ChatCompletionRequests;
import dev.dragoman.testkit.openai.ChatCompletions;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.Vectors;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The API at {@code https://runtime.sagemaker.<region>.amazonaws.com}. */
public final class SageMakerProtocol implements Protocol {

    private static final FieldTables TABLES = FieldTables.load(SageMakerProtocol.class, "sagemaker.fields");
    private static final String ENDPOINTS = "/endpoints/";
    private static final Header EVENTS = new Header("content-type", "application/vnd.amazon.eventstream");
    private static final List<Header> JSON = List.of(
            new Header("content-type", "application/json"),
            new Header("x-amzn-invoked-production-variant", "AllTraffic"));

    /** So many bytes of an event come with the next part only: parts end anywhere. */
    private static final int HELD_BACK = 9;

    /** Of vectors. */
    private static final int LENGTH = 8;

    private final VendorSettings settings;
    private final Signatures signatures;
    private final ChatCompletions completions = new ChatCompletions(true);

    /**
     * The API with these settings.
     *
     * @param prefix what was taken off the paths of requests before they come here; it is signed too
     */
    public SageMakerProtocol(VendorSettings settings, String prefix) {
        this.settings = settings;
        this.signatures = new Signatures(settings.clock(), "sagemaker", prefix);
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Received receive(RecordedRequest request) {
        try {
            ChatCall call = asked(request);
            return call.body().path("inputs").isArray()
                    ? new Received.Served(Reply.whole(200, JSON, Json.bytes(vectors(call.body()))))
                    : new Received.Asked(call);
        } catch (BedrockRefusal refusal) {
            return new Received.Settled(refusal.reply());
        } catch (ContainerRefusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        JsonNode answer = isChat(call.body()) ? completions.whole(call, content) : TextGenerations.whole(call, content);
        return Reply.whole(200, JSON, Json.bytes(answer));
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        List<byte[]> inner = isChat(call.body())
                ? completions.stream(completions.chunks(call, content, streaming))
                        .events()
                : TextGenerations.events(call, content, streaming);
        List<byte[]> parts = new ArrayList<>();
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        for (byte[] event : inner) {
            int early = Math.max(0, event.length - HELD_BACK);
            part.write(event, 0, early);
            parts.add(part(part.toByteArray()));
            part.reset();
            part.write(event, early, event.length - early);
        }
        parts.add(part(part.toByteArray()));
        return new EventStream(List.of(EVENTS), parts);
    }

    @Override
    public Reply failure(VendorError error) {
        return SageMakerErrors.reply(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        return SageMakerErrors.event(error);
    }

    /** Containers keep streams alive with comments. */
    @Override
    public byte[] ping(ChatCall call) {
        return part(": ping\n\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static byte[] part(byte[] bytes) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":event-type", "PayloadPart");
        headers.put(":content-type", "application/octet-stream");
        headers.put(":message-type", "event");
        return EventFrames.message(headers, bytes);
    }

    private static boolean isChat(JsonNode body) {
        return body.has("messages");
    }

    private ChatCall asked(RecordedRequest request) {
        String authorization = request.header("authorization").orElse("");
        if (authorization.isEmpty()) {
            throw BedrockRefusal.of(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        signatures.require(request, authorization);
        String path = request.path();
        boolean streaming = path.endsWith("/invocations-response-stream");
        int end = path.lastIndexOf('/');
        boolean known =
                path.startsWith(ENDPOINTS) && end > ENDPOINTS.length() && (streaming || path.endsWith("/invocations"));
        if (!known || !request.method().equals("POST")) {
            throw BedrockRefusal.of(404, "UnknownOperationException", "");
        }
        String endpoint = path.substring(ENDPOINTS.length(), end);
        if (!endpoint.matches("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}") || !settings.knows(endpoint)) {
            throw BedrockRefusal.of(
                    400, "ValidationError", "Endpoint " + endpoint + " of account 111122223333 not found.");
        }
        return call(request, body(request), endpoint, streaming);
    }

    /** As a container for feature extraction answers. */
    private static ArrayNode vectors(JsonNode body) {
        ArrayNode all = Json.array();
        for (JsonNode text : body.path("inputs")) {
            int length = body.path("dimensions").asInt(LENGTH);
            Vectors.addTo(all.addArray(), Vectors.of(text.asString(""), length));
        }
        return all;
    }

    private static String table(JsonNode body, String endpoint) {
        if (!isChat(body)) {
            return body.path("inputs").isArray() ? "Extraction" : "Generation";
        }
        return endpoint.startsWith("nova") ? "Nova" : "Chat";
    }

    private static ChatCall call(RecordedRequest request, JsonNode body, String endpoint, boolean streaming) {
        String table = table(body, endpoint);
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw ContainerRefusal.of(
                    422, "Failed to deserialize the JSON body into the target type: " + violations.getFirst());
        }
        if (body.path("stream").asBoolean(false) != streaming) {
            throw ContainerRefusal.of(400, "stream: must be true for a response stream, and for it alone");
        }
        if (isChat(body)) {
            return ChatCompletionRequests.call(request, body, endpoint);
        }
        return new ChatCall(
                request, body, endpoint, streaming, body.path("inputs").asString(""), List.of(), null);
    }

    private static JsonNode body(RecordedRequest request) {
        try {
            return Json.read(request.body());
        } catch (JacksonException noJson) {
            throw ContainerRefusal.of(400, "Failed to parse the request body as JSON: " + noJson.getOriginalMessage());
        }
    }
}
