package dev.dragoman.testkit.sap;

import dev.dragoman.testkit.answer.Content;
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
import dev.dragoman.testkit.vendor.FormBody;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API of an instance, and the token server beside it; one orchestration runs in every resource group but {@code empty}. */
public final class SapProtocol implements Protocol {

    /** The only deployment. */
    public static final String DEPLOYMENT = "d0123456789abcdef";

    /** The client of the service key; its secret is the fake's key. */
    public static final String CLIENT = "sb-fake!b1|aicore!b1";

    private static final FieldTables TABLES = FieldTables.load(SapProtocol.class, "sap.fields");
    private static final String TOKEN = "eyJ.fake-sap-token";
    private static final String INFERENCE = "/v2/inference/deployments/" + DEPLOYMENT + "/v2/completion";
    private static final List<Header> JSON = List.of(new Header("content-type", "application/json"));

    private final VendorSettings settings;
    private final ChatCompletions completions = new ChatCompletions(true);

    /** The API with these settings. */
    public SapProtocol(VendorSettings settings) {
        this.settings = settings;
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Received receive(RecordedRequest request) {
        if (request.path().equals("/oauth/token")) {
            return new Received.Settled(token(request));
        }
        if (!request.header("authorization").orElse("").equals("Bearer " + TOKEN)) {
            return refused(401, "Authentication", "Jwt is missing or wrong");
        }
        String group = request.header("ai-resource-group").orElse("");
        if (group.isEmpty()) {
            return refused(400, "Request", "AI-Resource-Group: missing");
        }
        if (request.path().equals("/v2/lm/deployments")) {
            return new Received.Settled(deployments(group, request));
        }
        return request.path().equals(INFERENCE) && request.method().equals("POST")
                ? asked(request)
                : refused(404, "Deployment", "Deployment not found");
    }

    private Received asked(RecordedRequest request) {
        JsonNode body;
        try {
            body = Json.read(request.body());
        } catch (JacksonException noJson) {
            return refused(400, "Request Body", noJson.getOriginalMessage());
        }
        List<Violation> violations = TABLES.check(body, "Completion", Reading.EXACT);
        if (!violations.isEmpty()) {
            return refused(400, "Request Body", violations.getFirst().toString());
        }
        JsonNode templating = body.path("config").path("modules").path("prompt_templating");
        String model = templating.path("model").path("name").asString("");
        if (!settings.knows(model)) {
            return refused(400, "LLM Module", "Model " + model + " not supported.");
        }
        boolean streaming = body.path("config").path("stream").path("enabled").asBoolean(false);
        ObjectNode openai = (ObjectNode) templating.path("model").path("params").deepCopy();
        openai.set("messages", templating.path("prompt").path("template"));
        openai.set("tools", templating.path("prompt").path("tools"));
        openai.set("response_format", templating.path("prompt").path("response_format"));
        ChatCall call = ChatCompletionRequests.call(request, openai, model);
        return new Received.Asked(
                new ChatCall(request, openai, model, streaming, call.lastUserText(), call.tools(), call.schema()));
    }

    private Reply token(RecordedRequest request) {
        String pair = CLIENT + ":" + settings.requiredKey().orElse("secret");
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        boolean grant = FormBody.of(request).getOrDefault("grant_type", "").equals("client_credentials");
        if (!grant || !request.header("authorization").orElse("").equals(basic)) {
            ObjectNode body = Json.object().put("error", "unauthorized").put("error_description", "Bad credentials");
            return Reply.whole(401, JSON, Json.bytes(body));
        }
        ObjectNode body = Json.object()
                .put("access_token", TOKEN)
                .put("token_type", "bearer")
                .put("expires_in", 43199)
                .put("scope", "aicore");
        return Reply.whole(200, JSON, Json.bytes(body));
    }

    private static Reply deployments(String group, RecordedRequest request) {
        ObjectNode body = Json.object();
        boolean running = request.query().getOrDefault("status", "").equals("RUNNING")
                && request.query().getOrDefault("scenarioId", "").equals("orchestration")
                && !group.equals("empty");
        var resources = body.putArray("resources");
        if (running) {
            resources
                    .addObject()
                    .put("id", DEPLOYMENT)
                    .put("scenarioId", "orchestration")
                    .put("status", "RUNNING")
                    .put("deploymentUrl", "https://host/v2/inference/deployments/" + DEPLOYMENT);
        }
        return Reply.whole(200, JSON, Json.bytes(body.put("count", resources.size())));
    }

    private static Received refused(int status, String location, String message) {
        return new Received.Settled(SapErrors.reply(status, location, message));
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        return Reply.whole(200, JSON, Json.bytes(wrapped(completions.whole(call, content))));
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        List<byte[]> events = new ArrayList<>();
        completions.chunks(call, content, streaming).forEach(chunk -> events.add(Sse.data(wrapped(chunk))));
        events.add(Sse.data("[DONE]"));
        return new EventStream(List.of(Sse.CONTENT_TYPE), events);
    }

    private static ObjectNode wrapped(ObjectNode result) {
        ObjectNode wrapped = Json.object().put("request_id", SapErrors.REQUEST_ID);
        wrapped.putObject("intermediate_results").putArray("templating");
        wrapped.set("final_result", result);
        return wrapped;
    }

    @Override
    public Reply failure(VendorError error) {
        return SapErrors.reply(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        return Sse.data(SapErrors.body(error));
    }

    @Override
    public byte[] ping(ChatCall call) {
        return Sse.comment("ping");
    }
}
