package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Responses API, which remembers what it answered unless it is told not to. Thread-safe. */
public final class Responses {

    private static final String PATH = "/responses";
    private static final String ITEMS = "/input_items";

    /** The number of an event that comes at any time. */
    private static final int LATE = 1_000;

    private final Numbering numbering = new Numbering();
    private final StoredResponses stored = new StoredResponses();
    private final Predicate<String> knownModels;

    /** The API for these models. */
    public Responses(Predicate<String> knownModels) {
        this.knownModels = knownModels;
    }

    /** Whether a path below the base is one of this API. */
    public static boolean serves(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    /** Whether the call was made to this API. */
    public static boolean made(ChatCall call) {
        return call.request().path().endsWith(PATH);
    }

    /** Takes a request for a path below the base. */
    public Received receive(RecordedRequest request, String path) {
        if (path.equals(PATH)) {
            return new Received.Asked(call(request));
        }
        String rest = path.substring(PATH.length() + 1);
        boolean items = rest.endsWith(ITEMS);
        String id = items ? rest.substring(0, rest.length() - ITEMS.length()) : rest;
        return new Received.Settled(
                switch (request.method()) {
                    case "GET" -> reply(items ? items(id) : stored.find(id).response());
                    case "DELETE" -> reply(delete(id));
                    default -> throw Refusal.wrongMethod(request);
                });
    }

    private ChatCall call(RecordedRequest request) {
        if (!request.method().equals("POST")) {
            throw Refusal.wrongMethod(request);
        }
        JsonNode body = OpenAiRules.parsed(request);
        JsonNode model = body.path("model");
        if (model.isMissingNode() || model.isNull()) {
            throw OpenAiComplaints.missing("model");
        }
        ResponseRules.require(body, model.asString(""));
        if (!knownModels.test(model.asString(""))) {
            throw Refusal.badRequest(
                    "The requested model '" + model.asString("") + "' does not exist.", "model", "model_not_found");
        }
        if (body.hasNonNull("previous_response_id")) {
            stored.requirePrevious(body.path("previous_response_id").asString(""));
        }
        return ResponseRequests.call(request, body, model.asString(""));
    }

    /** The whole answer. */
    public Reply whole(ChatCall call, Content content) {
        String id = numbering.next("resp_");
        return reply(done(call, content, id));
    }

    /** The streamed answer. */
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        String id = numbering.next("resp_");
        ObjectNode done = done(call, content, id);
        List<byte[]> events = new ArrayList<>();
        ResponseEvents.of(ResponseReplies.begun(call, id), done, streaming.pieceLength())
                .forEach(event -> events.add(Sse.event(event.path("type").asString(""), event)));
        return new EventStream(headers(Sse.CONTENT_TYPE), events);
    }

    /** The event of a stream that breaks off. */
    public static byte[] failureEvent(ObjectNode error) {
        ObjectNode event = Json.object().put("type", "error");
        event.set("error", error.path("error"));
        return Sse.event("error", event.put("sequence_number", LATE));
    }

    private ObjectNode done(ChatCall call, Content content, String id) {
        ObjectNode done = ResponseReplies.done(call, id, content, ResponseItems.of(call, content, numbering));
        if (call.body().path("store").asBoolean(true)) {
            stored.put(id, new StoredResponses.Remembered(done, call.body().path("input")));
        }
        return done;
    }

    private ObjectNode items(String id) {
        JsonNode input = stored.find(id).input();
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        if (input.isString()) {
            ObjectNode message = data.addObject();
            message.put("id", "msg_" + id).put("type", "message").put("status", "completed");
            message.put("role", "user");
            message.putArray("content").addObject().put("type", "input_text").put("text", input.stringValue());
        } else {
            input.forEach(data::add);
        }
        list.put("has_more", false);
        list.put("first_id", data.path(0).path("id").asString(null));
        return list.put("last_id", data.path(data.size() - 1).path("id").asString(null));
    }

    private ObjectNode delete(String id) {
        stored.remove(id);
        return Json.object().put("id", id).put("object", "response").put("deleted", true);
    }

    private Reply reply(ObjectNode body) {
        return Reply.whole(200, headers(new Header("content-type", "application/json")), Json.bytes(body));
    }

    private List<Header> headers(Header contentType) {
        return List.of(contentType, new Header("x-request-id", numbering.next("req_")));
    }
}
