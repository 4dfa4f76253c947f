package dev.dragoman.testkit.ollama;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The API at {@code http://localhost:11434}. */
public final class OllamaProtocol implements Protocol {

    private static final String SCHEME = "Bearer ";
    private static final Header LINES = new Header("content-type", "application/x-ndjson");

    private final VendorSettings settings;
    private final OllamaReplies replies;

    /** The API with these settings. */
    public OllamaProtocol(VendorSettings settings) {
        this.settings = settings;
        this.replies = new OllamaReplies(settings.clock());
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Received receive(RecordedRequest request) {
        try {
            requireCaller(request);
            return routed(request);
        } catch (OllamaRefusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        return Reply.whole(200, OllamaErrors.HEADERS, Json.bytes(replies.whole(call, content)));
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        List<byte[]> lines = replies.lines(call, content, streaming).stream()
                .map(OllamaProtocol::line)
                .toList();
        return new EventStream(List.of(LINES), lines);
    }

    @Override
    public Reply failure(VendorError error) {
        return OllamaErrors.reply(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        return line(OllamaErrors.body(error));
    }

    /** The format knows none; a line that says nothing does no harm. */
    @Override
    public byte[] ping(ChatCall call) {
        return line(replies.nothing(call));
    }

    private static byte[] line(JsonNode node) {
        return (Json.text(node) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void requireCaller(RecordedRequest request) {
        if (settings.requiredKey().isEmpty()) {
            return;
        }
        String authorization = request.header("authorization").orElse("");
        if (!authorization.startsWith(SCHEME) || !settings.accepts(authorization.substring(SCHEME.length()))) {
            throw OllamaRefusal.of(401, "unauthorized");
        }
    }

    private Received routed(RecordedRequest request) {
        if (!request.path().equals("/api/chat")) {
            throw OllamaRefusal.plain(404, "404 page not found");
        }
        if (!request.method().equals("POST")) {
            throw OllamaRefusal.plain(405, "405 method not allowed");
        }
        JsonNode body = OllamaRules.checked(request);
        String model = body.path("model").asString("");
        if (!settings.knows(model)) {
            throw OllamaRefusal.of(404, "model '" + model + "' not found");
        }
        OllamaRules.requireAbilities(body, model);
        if (body.path("messages").isEmpty()) {
            return new Received.Settled(Reply.whole(200, OllamaErrors.HEADERS, Json.bytes(replies.loaded(model))));
        }
        return new Received.Asked(OllamaRequests.call(request, body, model));
    }
}
