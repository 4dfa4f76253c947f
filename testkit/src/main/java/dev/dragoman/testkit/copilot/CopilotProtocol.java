package dev.dragoman.testkit.copilot;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.compatible.CompatibleProtocol;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API at {@code https://api.githubcopilot.com}, and the token desk of {@code https://api.github.com}. */
public final class CopilotProtocol implements Protocol {

    private static final String DESK = "/copilot_internal/v2/token";
    private static final String TOKEN = "tid=fake;exp=4102444800;sku=copilot";
    private static final List<String> EDITOR =
            List.of("editor-version", "editor-plugin-version", "copilot-integration-id", "user-agent");
    private static final List<Header> JSON = List.of(new Header("content-type", "application/json"));

    private final VendorSettings settings;
    private final CompatibleProtocol models;
    private final LoginDesk logins;

    /** The API with these settings; the key is the token of a login. */
    public CopilotProtocol(VendorSettings settings) {
        this.settings = settings;
        this.logins = new LoginDesk(settings);
        this.models = new CompatibleProtocol(
                new VendorSettings(settings.host(), settings.port(), null, settings.models(), 0, settings.clock()));
    }

    /** What the user does who was asked to log in: {@code granted}, or one of GitHub's errors. */
    public void login(String outcome) {
        logins.becomes(outcome);
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Received receive(RecordedRequest request) {
        if (request.path().equals(LoginDesk.CODES) || request.path().equals(LoginDesk.GRANTS)) {
            return new Received.Settled(logins.answer(request));
        }
        for (String name : EDITOR) {
            if (request.header(name).orElse("").isEmpty()) {
                return refused(400, "bad request: missing " + name + " header for IDE auth");
            }
        }
        if (request.path().equals(DESK)) {
            return token(request);
        }
        if (!request.header("authorization").orElse("").equals("Bearer " + TOKEN)) {
            return refused(401, "unauthorized: token expired");
        }
        if (!request.path().equals("/chat/completions")) {
            return refused(404, "404 page not found");
        }
        return asked(request);
    }

    private Received asked(RecordedRequest request) {
        JsonNode body = request.json();
        String expected = isAgents(body.path("messages")) ? "agent" : "user";
        if (!request.header("x-initiator").orElse("").equals(expected)) {
            return refused(400, "x-initiator: " + expected + " expected");
        }
        boolean image = request.text().contains("\"image_url\"");
        if (image && !request.header("copilot-vision-request").orElse("").equals("true")) {
            return refused(400, "missing required Copilot-Vision-Request header for vision requests");
        }
        return models.receive(request.passedOn("/v1/chat/completions", request.body(), List.of()));
    }

    private static boolean isAgents(JsonNode messages) {
        boolean agent = false;
        for (JsonNode message : messages) {
            String role = message.path("role").asString("");
            agent |= role.equals("assistant") || role.equals("tool");
        }
        return agent;
    }

    private Received token(RecordedRequest request) {
        String authorization = request.header("authorization").orElse("");
        if (!authorization.startsWith("token ") || !settings.accepts(authorization.substring("token ".length()))) {
            ObjectNode body = Json.object().put("message", "Bad credentials").put("status", "401");
            return new Received.Settled(Reply.whole(401, JSON, Json.bytes(body)));
        }
        ObjectNode body = Json.object()
                .put("token", TOKEN)
                .put("expires_at", settings.clock().instant().getEpochSecond() + 1800)
                .put("refresh_in", 1500);
        body.putObject("endpoints")
                .put("api", "http://" + request.header("host").orElse(""));
        return new Received.Settled(Reply.whole(200, JSON, Json.bytes(body)));
    }

    /** Copilot tells many of its refusals in plain text. */
    private static Received refused(int status, String message) {
        return new Received.Settled(Reply.text(status, "text/plain; charset=utf-8", message + "\n"));
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        return models.whole(call, content);
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        return models.stream(call, content, streaming);
    }

    @Override
    public Reply failure(VendorError error) {
        return models.failure(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        return models.failureEvent(call, error);
    }

    @Override
    public byte[] ping(ChatCall call) {
        return models.ping(call);
    }
}
