package dev.dragoman.testkit.gigachat;

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
import dev.dragoman.testkit.vendor.FormBody;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.vendor.ToolOffer;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API at {@code https://gigachat.devices.sberbank.ru}, and the token desk beside it. */
public final class GigaChatProtocol implements Protocol {

    private static final FieldTables TABLES = FieldTables.load(GigaChatProtocol.class, "gigachat.fields");
    private static final String TOKEN = "eyJ.fake-gigachat-token";
    private static final List<Header> JSON = List.of(new Header("content-type", "application/json"));

    private final VendorSettings settings;
    private final GigaChatReplies replies = new GigaChatReplies();

    /** The API with these settings; the key is the authorization key of a project. */
    public GigaChatProtocol(VendorSettings settings) {
        this.settings = settings;
    }

    @Override
    public String basePath() {
        return "/api/v1";
    }

    @Override
    public Received receive(RecordedRequest request) {
        if (request.path().equals("/api/v2/oauth")) {
            return new Received.Settled(token(request));
        }
        if (!request.header("authorization").orElse("").equals("Bearer " + TOKEN)) {
            return refused(401, "Unauthorized");
        }
        if (!request.path().equals("/api/v1/chat/completions")
                || !request.method().equals("POST")) {
            return refused(404, "No such method");
        }
        JsonNode body;
        try {
            body = Json.read(request.body());
        } catch (JacksonException noJson) {
            return refused(400, "Bad request: " + noJson.getOriginalMessage());
        }
        String wrong = wrong(body);
        if (wrong != null) {
            return refused(422, wrong);
        }
        String model = body.path("model").asString("");
        return settings.knows(model) ? new Received.Asked(call(request, body, model)) : refused(404, "No such model");
    }

    private static @Nullable String wrong(JsonNode body) {
        List<Violation> violations = TABLES.check(body, "Chat", Reading.EXACT);
        if (!violations.isEmpty()) {
            return "Invalid params: " + violations.getFirst();
        }
        int at = 0;
        String before = "";
        for (JsonNode message : body.path("messages")) {
            String role = message.path("role").asString("");
            if (role.equals("system") && at > 0) {
                return "Invalid params: system message must be the first message";
            }
            if (role.equals("function")
                    && (!before.equals("call")
                            || !isJson(message.path("content").asString("")))) {
                return "Invalid params: function result must be JSON behind the call of the function";
            }
            before = message.has("function_call") ? "call" : role;
            at++;
        }
        return null;
    }

    private static boolean isJson(String text) {
        try {
            Json.read(text);
            return !text.isBlank();
        } catch (JacksonException noJson) {
            return false;
        }
    }

    private static ChatCall call(RecordedRequest request, JsonNode body, String model) {
        String last = "";
        for (JsonNode message : body.path("messages")) {
            if (message.path("role").asString("").equals("user")) {
                last = message.path("content").asString("");
            }
        }
        List<ToolOffer> tools = new ArrayList<>();
        body.path("functions")
                .forEach(function -> tools.add(
                        new ToolOffer(function.path("name").asString(""), false, function.path("parameters"))));
        JsonNode schema = body.path("response_format").path("schema");
        return new ChatCall(
                request,
                body,
                model,
                body.path("stream").asBoolean(false),
                last,
                tools,
                schema.isObject() ? schema : null);
    }

    private Reply token(RecordedRequest request) {
        String authorization = request.header("authorization").orElse("");
        boolean known =
                authorization.startsWith("Basic ") && settings.accepts(authorization.substring("Basic ".length()));
        String number = request.header("rquid").orElse("");
        if (!number.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return error(400, 4, "RqUID is wrong or missing");
        }
        if (!FormBody.of(request).getOrDefault("scope", "").matches("GIGACHAT_API_(PERS|B2B|CORP)")) {
            return error(400, 5, "scope is empty");
        }
        if (!known) {
            return error(401, 6, "credentials doesn't match db data");
        }
        long end = settings.clock().instant().plusSeconds(1800).toEpochMilli();
        return Reply.whole(
                200, JSON, Json.bytes(Json.object().put("access_token", TOKEN).put("expires_at", end)));
    }

    private static Reply error(int status, int code, String message) {
        return Reply.whole(
                status, JSON, Json.bytes(Json.object().put("code", code).put("message", message)));
    }

    private static Received refused(int status, String message) {
        return new Received.Settled(reply(status, message));
    }

    private static Reply reply(int status, String message) {
        return Reply.whole(status, JSON, Json.bytes(body(status, message)));
    }

    private static ObjectNode body(int status, String message) {
        return Json.object().put("status", status).put("message", message);
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        return Reply.whole(200, JSON, Json.bytes(replies.whole(call, content)));
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        List<byte[]> events = new ArrayList<>();
        replies.chunks(call, content, streaming).forEach(chunk -> events.add(Sse.data(chunk)));
        events.add(Sse.data("[DONE]"));
        return new EventStream(List.of(Sse.CONTENT_TYPE), events);
    }

    @Override
    public Reply failure(VendorError error) {
        Reply reply = reply(error.statusOr(error.kind().usualStatus()), message(error));
        return error.retryAfter() == null
                ? reply
                : reply.withHeader(
                        "retry-after", Long.toString(error.retryAfter().toSeconds()));
    }

    private static String message(VendorError error) {
        return error.messageOr(
                error.kind() == ErrorKind.CONTEXT_TOO_LONG
                        ? "Payload too large: prompt is too long"
                        : error.kind() == ErrorKind.RATE_LIMITED
                                ? "Too Many Requests"
                                : error.kind().toString());
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        ObjectNode event = Json.object();
        event.set("error", body(error.statusOr(error.kind().usualStatus()), message(error)));
        return Sse.data(event);
    }

    @Override
    public byte[] ping(ChatCall call) {
        return Sse.comment("ping");
    }
}
