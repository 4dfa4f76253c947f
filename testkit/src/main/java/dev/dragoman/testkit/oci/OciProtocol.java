package dev.dragoman.testkit.oci;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.vendor.ToolOffer;
import dev.dragoman.testkit.vendor.Vectors;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API at {@code https://inference.generativeai.<region>.oci.oraclecloud.com}. */
public final class OciProtocol implements Protocol {

    private static final FieldTables TABLES = FieldTables.load(OciProtocol.class, "oci.fields");
    private static final String EMBED = "/20231130/actions/embedText";
    private static final int LENGTH = 8;
    private static final List<Header> JSON = List.of(new Header("content-type", "application/json"));

    private final VendorSettings settings;
    private final UserKey key = new UserKey();
    private final OciReplies replies = new OciReplies();

    /** The API with these settings; a key of its own is made for its only user. */
    public OciProtocol(VendorSettings settings) {
        this.settings = settings;
    }

    /** The private key of the user, as PEM. */
    public String key() {
        return key.pem();
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Received receive(RecordedRequest request) {
        try {
            key.require(request, settings.clock());
            return request.path().equals(EMBED)
                    ? new Received.Served(Reply.whole(200, JSON, Json.bytes(embedded(request))))
                    : new Received.Asked(asked(request));
        } catch (OciRefusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        return Reply.whole(200, JSON, Json.bytes(replies.whole(call, content)));
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        List<byte[]> events =
                replies.pieces(call, content, streaming).stream().map(Sse::data).toList();
        return new EventStream(List.of(Sse.CONTENT_TYPE), events);
    }

    @Override
    public Reply failure(VendorError error) {
        return OciErrors.reply(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        return Sse.data(OciErrors.body(error));
    }

    @Override
    public byte[] ping(ChatCall call) {
        return Sse.comment("ping");
    }

    private static ObjectNode embedded(RecordedRequest request) {
        JsonNode body = checked(request, "EmbedDetails");
        ObjectNode answer = Json.object()
                .put("id", "b7b1d0c2-6b5c-4f4f-9d0c-3f0f1e2d3c4b")
                .put("modelId", body.path("servingMode").path("modelId").asString(""))
                .put("modelVersion", "3.0");
        ArrayNode vectors = answer.putArray("embeddings");
        for (JsonNode text : body.path("inputs")) {
            int length = body.path("outputDimensions").asInt(LENGTH);
            Vectors.addTo(vectors.addArray(), Vectors.of(text.asString(""), length));
        }
        answer.putObject("usage")
                .put("promptTokens", 11)
                .put("completionTokens", 0)
                .put("totalTokens", 11);
        return answer;
    }

    private static JsonNode checked(RecordedRequest request, String table) {
        JsonNode body = body(request);
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw OciRefusal.of(400, "InvalidParameter", "Invalid request: " + violations.getFirst());
        }
        return body;
    }

    private ChatCall asked(RecordedRequest request) {
        if (!request.path().equals("/20231130/actions/chat")
                || !request.method().equals("POST")) {
            throw OciRefusal.of(404, "NotFound", "Not found");
        }
        JsonNode body = checked(request, "ChatDetails");
        JsonNode serving = body.path("servingMode");
        String model =
                serving.path("modelId").asString(serving.path("endpointId").asString(""));
        JsonNode chat = body.path("chatRequest");
        String format = chat.path("apiFormat").asString("");
        if (!settings.knows(model)) {
            throw OciRefusal.of(404, "NotAuthorizedOrNotFound", "Entity with key " + model + " not found");
        }
        if (!format.equals(format(model))) {
            throw OciRefusal.of(400, "InvalidParameter", "The model " + model + " does not support this apiFormat");
        }
        return new ChatCall(
                request,
                body,
                model,
                chat.path("isStream").asBoolean(false),
                format.equals("COHERE") ? chat.path("message").asString("") : lastUserText(chat.path("messages")),
                tools(chat.path("tools")),
                schema(chat.path("responseFormat")));
    }

    private static String format(String model) {
        if (!model.startsWith("cohere.")) {
            return "GENERIC";
        }
        return model.contains("-vision") || model.contains("-reasoning") ? "COHEREV2" : "COHERE";
    }

    private static JsonNode body(RecordedRequest request) {
        try {
            return Json.read(request.body());
        } catch (JacksonException noJson) {
            throw OciRefusal.of(400, "CannotParseRequest", "Incorrectly formatted request.");
        }
    }

    private static String lastUserText(JsonNode messages) {
        String last = "";
        for (JsonNode message : messages) {
            if (message.path("role").asString("").equals("USER")) {
                StringBuilder text = new StringBuilder();
                message.path("content")
                        .forEach(part -> text.append(part.path("text").asString("")));
                last = text.isEmpty() ? last : text.toString();
            }
        }
        return last;
    }

    private static List<ToolOffer> tools(JsonNode tools) {
        List<ToolOffer> offers = new ArrayList<>();
        for (JsonNode tool : tools) {
            JsonNode function = tool.has("function") ? tool.path("function") : tool;
            JsonNode schema = function.path("parameters");
            offers.add(new ToolOffer(
                    function.path("name").asString(""), false, schema.isObject() ? schema : Json.object()));
        }
        return offers;
    }

    private static @Nullable JsonNode schema(JsonNode format) {
        return switch (format.path("type").asString("")) {
            case "JSON_SCHEMA" -> format.path("jsonSchema").path("schema");
            case "JSON_OBJECT" -> format.has("schema") ? format.path("schema") : Json.object();
            default -> null;
        };
    }
}
