package dev.dragoman.testkit.anthropic;

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
import dev.dragoman.testkit.vendor.Script;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API at {@code https://api.anthropic.com}. */
public final class AnthropicProtocol implements Protocol {

    private static final List<String> MODELS =
            List.of("claude-opus-4-6", "claude-sonnet-4-6", "claude-haiku-4-5", "claude-sonnet-4-5");
    private static final List<Header> HEADERS = List.of(
            new Header("anthropic-ratelimit-requests-limit", "4000"),
            new Header("anthropic-ratelimit-requests-remaining", "3999"),
            new Header("anthropic-ratelimit-requests-reset", "2026-01-01T00:00:00Z"),
            new Header("anthropic-ratelimit-tokens-limit", "480000"),
            new Header("anthropic-ratelimit-tokens-remaining", "479000"),
            new Header("anthropic-ratelimit-tokens-reset", "2026-01-01T00:00:00Z"));

    private final VendorSettings settings;
    private final AnthropicRules rules;
    private final AnthropicBlocks blocks = new AnthropicBlocks();
    private final MessageBatches batches = new MessageBatches(this::inBatch);

    /**
     * The API.
     *
     * @param settings key and models
     * @param rules what it demands of a request
     */
    public AnthropicProtocol(VendorSettings settings, AnthropicRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Received receive(RecordedRequest request) {
        try {
            AnthropicHeaders.require(request, settings);
            return routed(request);
        } catch (AnthropicRefusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        ObjectNode message = blocks.message(call.model());
        ArrayNode array = message.putArray("content");
        blocks.blocks(content).forEach(array::add);
        AnthropicBlocks.putStop(message, content, call.body().path("stop_sequences"));
        message.set("usage", AnthropicBlocks.usage(content.usageFor(call.size())));
        return json(message);
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        List<byte[]> events = new AnthropicEvents(blocks, call, content, streaming).events();
        return new EventStream(headers(Sse.CONTENT_TYPE), events);
    }

    @Override
    public Reply failure(VendorError error) {
        return AnthropicErrors.reply(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        return Sse.event("error", AnthropicErrors.event(error));
    }

    @Override
    public byte[] ping(ChatCall call) {
        return AnthropicEvents.ping();
    }

    /** What is said to a message of a batch: its last words, or why it cannot be answered. */
    private Reply inBatch(RecordedRequest batch, JsonNode params) {
        try {
            RecordedRequest message = batch.passedOn("/v1/messages", Json.bytes(params), List.of());
            ChatCall call = call(rules.checkedMessage(message), message);
            if (call.streaming()) {
                throw AnthropicRefusal.badRequest("stream: not supported in batches");
            }
            return Script.ECHO.answer(call).matter() instanceof Content content
                    ? whole(call, content)
                    : AnthropicErrors.reply(VendorError.of(ErrorKind.SERVER_ERROR));
        } catch (AnthropicRefusal refusal) {
            return refusal.reply();
        }
    }

    private Received routed(RecordedRequest request) {
        if (request.path().startsWith(MessageBatches.PATH)) {
            return new Received.Served(batches.answer(request));
        }
        return switch (request.method() + " " + request.path()) {
            case "POST /v1/messages" -> new Received.Asked(call(rules.checkedMessage(request), request));
            case "POST /v1/messages/count_tokens" -> new Received.Settled(count(rules.checkedCount(request), request));
            case "GET /v1/models" -> new Received.Settled(json(models()));
            default -> throw AnthropicRefusal.of(404, "not_found_error", "Not Found");
        };
    }

    private ChatCall call(JsonNode body, RecordedRequest request) {
        requireModel(body);
        return AnthropicRequests.call(request, body);
    }

    private Reply count(JsonNode body, RecordedRequest request) {
        requireModel(body);
        return json(Json.object().put("input_tokens", TokenUsage.estimate(request.body().length)));
    }

    private void requireModel(JsonNode body) {
        String model = body.path("model").asString("");
        if (!settings.knows(model)) {
            throw AnthropicRefusal.of(404, "not_found_error", "model: " + model);
        }
    }

    private ObjectNode models() {
        List<String> names = settings.models().isEmpty() ? MODELS : settings.models();
        ObjectNode list = Json.object();
        ArrayNode data = list.putArray("data");
        names.forEach(name -> data.add(Json.object()
                .put("type", "model")
                .put("id", name)
                .put("display_name", name)
                .put("created_at", "2026-01-01T00:00:00Z")));
        return list.put("has_more", false).put("first_id", names.getFirst()).put("last_id", names.getLast());
    }

    private Reply json(ObjectNode body) {
        return Reply.whole(200, headers(new Header("content-type", "application/json")), Json.bytes(body));
    }

    private List<Header> headers(Header contentType) {
        List<Header> headers = new ArrayList<>();
        headers.add(contentType);
        headers.add(new Header("request-id", blocks.nextId("req_")));
        headers.addAll(HEADERS);
        return headers;
    }
}
