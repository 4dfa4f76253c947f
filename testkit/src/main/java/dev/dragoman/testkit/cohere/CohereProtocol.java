package dev.dragoman.testkit.cohere;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The API at {@code https://api.cohere.com}. */
public final class CohereProtocol implements Protocol {

    private static final String SCHEME = "Bearer ";

    private final VendorSettings settings;
    private final CohereReplies replies = new CohereReplies();

    /** The API with these settings. */
    public CohereProtocol(VendorSettings settings) {
        this.settings = settings;
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
        } catch (CohereRefusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        return Reply.whole(200, CohereErrors.HEADERS, Json.bytes(replies.whole(call, content)));
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        List<byte[]> events = replies.events(call, content, streaming).stream()
                .map(event -> Sse.event(event.path("type").stringValue(), event))
                .toList();
        return new EventStream(List.of(Sse.CONTENT_TYPE), events);
    }

    @Override
    public Reply failure(VendorError error) {
        return CohereErrors.reply(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        return Sse.event("message-end", CohereErrors.event(error));
    }

    /** The format knows none; a comment does no harm. */
    @Override
    public byte[] ping(ChatCall call) {
        return Sse.comment("ping");
    }

    private void requireCaller(RecordedRequest request) {
        Optional<String> key = request.header("authorization")
                .filter(value -> value.startsWith(SCHEME))
                .map(value -> value.substring(SCHEME.length()).strip())
                .filter(value -> !value.isEmpty());
        if (key.isEmpty()) {
            throw CohereRefusal.of(401, "no api key supplied");
        }
        if (!settings.accepts(key.get())) {
            throw CohereRefusal.of(401, "invalid api token");
        }
    }

    private Received routed(RecordedRequest request) {
        if (!request.path().equals("/v2/chat")) {
            throw CohereRefusal.of(404, "404 page not found");
        }
        if (!request.method().equals("POST")) {
            throw CohereRefusal.of(405, "405 method not allowed");
        }
        JsonNode body = CohereRules.checked(request);
        String model = body.path("model").stringValue();
        if (!settings.knows(model)) {
            throw CohereRefusal.of(
                    404,
                    "model '" + model
                            + "' not found, make sure the correct model ID was used and that you have access to the model.");
        }
        return new Received.Asked(CohereRequests.call(request, body, model));
    }
}
