package dev.dragoman.testkit.watsonx;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
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
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API at {@code https://<region>.ml.cloud.ibm.com}, and the token desk beside it. */
public final class WatsonxProtocol implements Protocol {

    private static final FieldTables TABLES = FieldTables.load(WatsonxProtocol.class, "watsonx.fields");
    private static final String MODELS = "/ml/v1/text/";
    private static final String DEPLOYMENTS = "/ml/v1/deployments/";
    private static final List<Header> JSON = List.of(new Header("content-type", "application/json"));

    private final VendorSettings settings;
    private final TokenDesk tokens;
    private final ChatCompletions completions = new ChatCompletions(true);

    /** The API with these settings; the key is one of IBM Cloud. */
    public WatsonxProtocol(VendorSettings settings) {
        this.settings = settings;
        this.tokens = new TokenDesk(settings);
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Received receive(RecordedRequest request) {
        try {
            if (request.path().equals(TokenDesk.PATH)) {
                return new Received.Settled(tokens.token(request));
            }
            requireCaller(request);
            String table = TextServices.table(request.path());
            return table == null
                    ? new Received.Asked(asked(request))
                    : new Received.Served(Reply.whole(200, JSON, Json.bytes(served(request, table))));
        } catch (WatsonxRefusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        ObjectNode answer = TextGenerations.isPath(call.request().path())
                ? TextGenerations.whole(call, content)
                : own(completions.whole(call, content));
        return Reply.whole(200, JSON, Json.bytes(answer));
    }

    /** Events have numbers and names, usage comes unasked, and no mark tells the end. */
    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        List<byte[]> events = new ArrayList<>();
        for (ObjectNode chunk : chunks(call, content, streaming)) {
            events.add(event(events.size() + 1, "message", chunk));
        }
        return new EventStream(List.of(Sse.CONTENT_TYPE), events);
    }

    private List<ObjectNode> chunks(ChatCall call, Content content, Streaming streaming) {
        if (TextGenerations.isPath(call.request().path())) {
            return TextGenerations.events(call, content, streaming);
        }
        Streaming counted = streaming.usage() == null ? streaming.usage(true) : streaming;
        return completions.chunks(call, content, counted).stream()
                .map(WatsonxProtocol::own)
                .toList();
    }

    @Override
    public Reply failure(VendorError error) {
        return WatsonxErrors.reply(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        return event(99, "error", WatsonxErrors.body(error));
    }

    @Override
    public byte[] ping(ChatCall call) {
        return Sse.comment("ping");
    }

    private static byte[] event(int number, String name, ObjectNode data) {
        String text = "id: " + number + "\nevent: " + name + "\ndata: " + Json.text(data) + "\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The members that IBM's answers have in the place of OpenAI's. */
    private static ObjectNode own(ObjectNode answer) {
        answer.remove(List.of("object", "service_tier", "system_fingerprint", "obfuscation"));
        String model = answer.path("model").asString("");
        return answer.put("model_id", model)
                .put("model_version", "1.0.0")
                .put("created_at", "2026-01-01T00:00:00.000Z");
    }

    private static ObjectNode served(RecordedRequest request, String table) {
        JsonNode body = checked(request, table);
        requireScope(body);
        return TextServices.answer(body);
    }

    private static void requireScope(JsonNode body) {
        if (body.has("project_id") == body.has("space_id")) {
            throw invalid("Json document validation error: exactly one of project_id and space_id must be given");
        }
    }

    private void requireCaller(RecordedRequest request) {
        if (!tokens.admits(request.header("authorization").orElse(""))) {
            throw WatsonxRefusal.with(WatsonxErrors.reply(VendorError.of(ErrorKind.INVALID_KEY)));
        }
        String version = request.query().getOrDefault("version", "");
        if (!version.matches("\\d{4}-\\d{2}-\\d{2}")) {
            throw invalid("The 'version' query parameter is required, with a value of the form YYYY-MM-DD");
        }
    }

    private ChatCall asked(RecordedRequest request) {
        String path = request.path();
        boolean streaming = path.endsWith("_stream");
        String place = streaming ? path.substring(0, path.length() - "_stream".length()) : path;
        boolean generation = TextGenerations.isPath(place);
        if (!request.method().equals("POST") || !(generation || place.endsWith("/text/chat"))) {
            throw WatsonxRefusal.of(404, "not_found", "The requested resource was not found");
        }
        return place.startsWith(MODELS)
                ? ofModel(request, streaming, generation)
                : ofDeployment(request, place, streaming, generation);
    }

    private ChatCall ofModel(RecordedRequest request, boolean streaming, boolean generation) {
        JsonNode body = checked(request, generation ? "GenerationRequest" : "ChatRequest");
        requireScope(body);
        String model = body.path("model_id").asString("");
        if (!settings.knows(model)) {
            throw WatsonxRefusal.of(404, "model_not_supported", "Model '" + model + "' is not supported");
        }
        return call(request, body, model, streaming);
    }

    private static ChatCall ofDeployment(RecordedRequest request, String place, boolean streaming, boolean generation) {
        int end = place.lastIndexOf("/text/");
        String id = place.startsWith(DEPLOYMENTS) && end > DEPLOYMENTS.length()
                ? place.substring(DEPLOYMENTS.length(), end)
                : "";
        if (id.isEmpty() || id.indexOf('/') >= 0) {
            throw WatsonxRefusal.of(404, "not_found", "The requested resource was not found");
        }
        String table = generation ? "DeployedGeneration" : "DeploymentRequest";
        return call(request, checked(request, table), id, streaming);
    }

    private static ChatCall call(RecordedRequest request, JsonNode body, String model, boolean streaming) {
        if (body.has("input")) {
            String prompt = body.path("input").asString("");
            return new ChatCall(request, body, model, streaming, prompt, List.of(), null);
        }
        ChatCall asked = ChatCompletionRequests.call(request, body, model);
        return new ChatCall(request, body, model, streaming, asked.lastUserText(), asked.tools(), asked.schema());
    }

    private static JsonNode checked(RecordedRequest request, String table) {
        JsonNode body;
        try {
            body = Json.read(request.body());
        } catch (JacksonException noJson) {
            throw invalid("Json document validation error: " + noJson.getOriginalMessage());
        }
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw invalid("Json document validation error: " + violations.getFirst());
        }
        return body;
    }

    private static WatsonxRefusal invalid(String message) {
        return WatsonxRefusal.of(400, "invalid_request_entity", message);
    }
}
