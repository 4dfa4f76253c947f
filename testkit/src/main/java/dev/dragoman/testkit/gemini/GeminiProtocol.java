package dev.dragoman.testkit.gemini;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.vendor.Vectors;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API at {@code https://generativelanguage.googleapis.com}. */
public final class GeminiProtocol implements Protocol {

    private static final List<String> MODELS =
            List.of("gemini-3-pro-preview", "gemini-3-flash-preview", "gemini-2.5-pro", "gemini-2.5-flash");
    private static final Header JSON = new Header("content-type", "application/json; charset=UTF-8");
    private static final List<String> VERSIONS = List.of("/v1beta/", "/v1alpha/", "/v1/");

    private final VendorSettings settings;
    private final GeminiReplies replies = new GeminiReplies();

    /** The API with these settings. */
    public GeminiProtocol(VendorSettings settings) {
        this.settings = settings;
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Received receive(RecordedRequest request) {
        try {
            requireKey(request);
            return routed(request);
        } catch (GeminiRefusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        return json(replies.whole(call, content));
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        List<ObjectNode> pieces = replies.pieces(call, content, streaming);
        if (isEventStream(call)) {
            return new EventStream(
                    List.of(new Header("content-type", "text/event-stream")),
                    pieces.stream().map(Sse::data).toList());
        }
        return new EventStream(List.of(JSON), arrayElements(pieces));
    }

    @Override
    public Reply failure(VendorError error) {
        return GeminiErrors.reply(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        ObjectNode body = GeminiErrors.body(error);
        return isEventStream(call)
                ? Sse.data(body)
                : (",\r\n" + Json.text(body) + "]").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] ping(ChatCall call) {
        return isEventStream(call) ? Sse.comment("ping") : new byte[] {'\r', '\n'};
    }

    private static boolean isEventStream(ChatCall call) {
        return call.request().query().getOrDefault("alt", "").equals("sse");
    }

    private void requireKey(RecordedRequest request) {
        Optional<String> key = request.header("x-goog-api-key")
                .or(() -> Optional.ofNullable(request.query().get("key")))
                .or(() -> request.header("authorization").map(value -> value.replaceFirst("(?i)^bearer ", "")));
        if (key.isEmpty()) {
            throw GeminiRefusal.of(
                    403,
                    "PERMISSION_DENIED",
                    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key "
                            + "or other form of API consumer identity to call this API.");
        }
        if (!settings.accepts(key.get())) {
            throw GeminiRefusal.with(GeminiErrors.body(VendorError.of(ErrorKind.INVALID_KEY)));
        }
    }

    private Received routed(RecordedRequest request) {
        String resource = resource(request);
        if (resource.equals("models") && request.method().equals("GET")) {
            return new Received.Settled(json(models()));
        }
        int colon = resource.lastIndexOf(':');
        if (!resource.startsWith("models/") || colon < 0 || !request.method().equals("POST")) {
            throw notFound(request);
        }
        String model = resource.substring("models/".length(), colon);
        return switch (resource.substring(colon + 1)) {
            case "generateContent" -> asked(request, model, false);
            case "streamGenerateContent" -> asked(request, model, true);
            case "batchEmbedContents" -> new Received.Served(embeddings(request, model));
            case "predict" -> new Received.Served(Imagen.answer(request, false));
            case "countTokens" -> new Received.Settled(count(request));
            default -> throw notFound(request);
        };
    }

    private static String resource(RecordedRequest request) {
        return VERSIONS.stream()
                .filter(version -> request.path().startsWith(version))
                .map(version -> request.path().substring(version.length()))
                .findFirst()
                .orElseThrow(() -> notFound(request));
    }

    private static GeminiRefusal notFound(RecordedRequest request) {
        return GeminiRefusal.of(404, "NOT_FOUND", "The requested URL " + request.path() + " was not found.");
    }

    private Received asked(RecordedRequest request, String model, boolean streaming) {
        ChatCall call = call(request, model, streaming);
        return GeminiVoices.speaks(model)
                ? new Received.Served(GeminiVoices.speech(call.body(), model, streaming))
                : new Received.Asked(call);
    }

    private ChatCall call(RecordedRequest request, String model, boolean streaming) {
        JsonNode body = GeminiRules.checked(request, model);
        if (!settings.knows(model)) {
            throw GeminiRefusal.of(
                    404,
                    "NOT_FOUND",
                    "models/" + model
                            + " is not found for API version v1beta, or is not supported for generateContent. "
                            + "Call ListModels to see the list of available models and their supported methods.");
        }
        return GeminiRequests.call(request, body, model, streaming);
    }

    private static Reply embeddings(RecordedRequest request, String model) {
        ObjectNode reply = Json.object();
        ArrayNode embeddings = reply.putArray("embeddings");
        for (JsonNode one : GeminiRules.checkedEmbeddings(request, model).path("requests")) {
            String text = one.path("content").path("parts").path(0).path("text").asString("");
            float[] vector = Vectors.of(text, one.path("outputDimensionality").asInt(8));
            Vectors.addTo(embeddings.addObject().putArray("values"), vector);
        }
        return json(reply);
    }

    private static Reply count(RecordedRequest request) {
        GeminiRules.checkedCount(request);
        return json(Json.object().put("totalTokens", TokenUsage.estimate(request.body().length)));
    }

    private ObjectNode models() {
        ObjectNode list = Json.object();
        ArrayNode models = list.putArray("models");
        for (String name : settings.models().isEmpty() ? MODELS : settings.models()) {
            ObjectNode model = models.addObject().put("name", "models/" + name).put("displayName", name);
            model.put("inputTokenLimit", 1_048_576).put("outputTokenLimit", 65_536);
            model.putArray("supportedGenerationMethods").add("generateContent").add("countTokens");
        }
        return list;
    }

    private static Reply json(ObjectNode body) {
        return Reply.whole(200, List.of(JSON), Json.bytes(body));
    }

    private static List<byte[]> arrayElements(List<ObjectNode> pieces) {
        List<byte[]> elements = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            String before = i == 0 ? "[" : ",\r\n";
            String after = i == pieces.size() - 1 ? "]" : "";
            elements.add((before + Json.text(pieces.get(i)) + after).getBytes(StandardCharsets.UTF_8));
        }
        return elements;
    }
}
