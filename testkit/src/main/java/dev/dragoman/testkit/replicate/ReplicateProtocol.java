package dev.dragoman.testkit.replicate;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Pictures;
import dev.dragoman.testkit.vendor.Pieces;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API at {@code https://api.replicate.com}. Predictions of models whose name contains {@code slow} are not done at once, those
 * of {@code endless} ones never, and those of {@code mute} ones have no stream.
 */
public final class ReplicateProtocol implements Protocol {

    private static final FieldTables TABLES = FieldTables.load(ReplicateProtocol.class, "replicate.fields");
    private static final Pattern MODEL = Pattern.compile("/v1/(?:models|deployments)/([^/]+/[^/]+)/predictions");
    private static final Pattern ONE = Pattern.compile("/v1/predictions/([a-z0-9]+)");
    private static final Pattern CANCEL = Pattern.compile("/v1/predictions/([a-z0-9]+)/cancel");
    private static final Pattern DELIVERED = Pattern.compile("/delivery/([a-z0-9]+)/out-0");
    private static final Pattern STREAM = Pattern.compile("/v1/streams/([a-z0-9]+)");
    private static final List<Header> JSON = List.of(new Header("content-type", "application/json"));

    private final VendorSettings settings;
    private final Predictions predictions = new Predictions();

    /** The API with these settings. */
    public ReplicateProtocol(VendorSettings settings) {
        this.settings = settings;
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    public Received receive(RecordedRequest request) {
        try {
            return routed(request);
        } catch (ReplicateRefusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        boolean waits = call.request().header("prefer").orElse("").startsWith("wait");
        boolean slow = !waits || call.model().contains("slow") || call.model().contains("endless");
        return json(201, predictions.awaited(call, content, slow, server(call.request())));
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        List<byte[]> events = new ArrayList<>();
        for (String piece : Pieces.of(content.text(), streaming.pieceLength())) {
            events.add(event("output", events.size(), piece));
        }
        events.add(event("done", events.size(), "{}"));
        return new EventStream(List.of(Sse.CONTENT_TYPE), events);
    }

    @Override
    public Reply failure(VendorError error) {
        return ReplicateErrors.reply(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        ObjectNode detail = Json.object().put("detail", error.messageOr(ReplicateErrors.detail(error.kind())));
        return event("error", 99, Json.text(detail));
    }

    @Override
    public byte[] ping(ChatCall call) {
        return Sse.comment("hi");
    }

    private static byte[] event(String name, int number, String data) {
        String lines = "data: " + data.replace("\n", "\ndata: ");
        return ("event: " + name + "\nid: " + number + ":0\n" + lines + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Reply json(int status, ObjectNode body) {
        return Reply.whole(status, JSON, Json.bytes(body));
    }

    private static String server(RecordedRequest request) {
        return "http://" + request.header("host").orElse("");
    }

    private Received routed(RecordedRequest request) {
        String route = request.method() + " ";
        String path = request.path();
        Matcher stream = STREAM.matcher(path);
        if (route.equals("GET ") && stream.matches()) {
            return followed(request, stream.group(1));
        }
        Matcher delivered = DELIVERED.matcher(path);
        if (route.equals("GET ") && delivered.matches()) {
            return image(request, delivered.group(1));
        }
        requireKey(request);
        Matcher one = ONE.matcher(path);
        if (route.equals("GET ") && one.matches()) {
            return settled(200, predictions.get(one.group(1), server(request)));
        }
        Matcher cancel = CANCEL.matcher(path);
        if (route.equals("POST ") && cancel.matches()) {
            return settled(200, Json.object().put("id", cancel.group(1)).put("status", "canceled"));
        }
        Matcher model = MODEL.matcher(path);
        boolean byVersion = path.equals("/v1/predictions");
        if (!route.equals("POST ") || !byVersion && !model.matches()) {
            throw notFound();
        }
        String named = byVersion ? "" : model.group(1);
        JsonNode body = checked(request, Predictions.draws(named) ? "Drawing" : "Prediction");
        if (byVersion != body.has("version")) {
            throw ReplicateRefusal.of(422, "Input validation failed", "- version is required here, and here alone\n");
        }
        return made(request, body, byVersion ? body.path("version").asString("") : named);
    }

    private Received made(RecordedRequest request, JsonNode body, String model) {
        if (!settings.knows(model)) {
            throw notFound();
        }
        if (Predictions.draws(model)) {
            return new Received.Served(json(201, predictions.drawn(body, model, server(request))));
        }
        if (!body.path("stream").asBoolean(false)) {
            return new Received.Asked(call(request, body, model, false));
        }
        ObjectNode prediction = predictions.followed(body, model, server(request));
        if (model.contains("mute")) {
            ChatCall call = call(request, body, model, false);
            return new Received.Asked(call);
        }
        return settled(201, prediction);
    }

    private Received followed(RecordedRequest request, String id) {
        JsonNode body = predictions.body(id);
        if (body == null || !request.header("accept").orElse("").equals("text/event-stream")) {
            throw notFound();
        }
        return new Received.Asked(call(request, body, predictions.model(id), true));
    }

    private static ChatCall call(RecordedRequest request, JsonNode body, String model, boolean streaming) {
        String prompt = body.path("input").path("prompt").asString("");
        return new ChatCall(request, body, model, streaming, prompt, List.of(), null);
    }

    private static Received settled(int status, @Nullable ObjectNode body) {
        if (body == null) {
            throw notFound();
        }
        return new Received.Settled(json(status, body));
    }

    private void requireKey(RecordedRequest request) {
        String authorization = request.header("authorization").orElse("");
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? "" : authorization.substring(0, space);
        boolean known = scheme.equals("Bearer") || scheme.equals("Token");
        if (!known || !settings.accepts(authorization.substring(space + 1))) {
            throw ReplicateRefusal.of(401, "Unauthenticated", ReplicateErrors.detail(ErrorKind.INVALID_KEY));
        }
    }

    /** What was drawn lies at a server that wants no key. */
    private Received image(RecordedRequest request, String id) {
        JsonNode body = predictions.body(id);
        if (body == null || request.header("authorization").isPresent()) {
            throw notFound();
        }
        byte[] bytes = Pictures.bytes(body.path("input").path("prompt").asString(""), 0);
        return new Received.Settled(Reply.whole(200, List.of(new Header("content-type", "image/webp")), bytes));
    }

    private static JsonNode checked(RecordedRequest request, String table) {
        JsonNode body;
        try {
            body = Json.read(request.body());
        } catch (JacksonException noJson) {
            throw ReplicateRefusal.of(400, "Bad request", "The request body is no JSON");
        }
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw ReplicateRefusal.of(422, "Input validation failed", "- " + violations.getFirst() + "\n");
        }
        return body;
    }

    private static ReplicateRefusal notFound() {
        return ReplicateRefusal.of(404, "Not found", ReplicateErrors.detail(ErrorKind.NOT_FOUND));
    }
}
