package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Short words for tests of the dialect; JSON in them may be written with single quotes. */
final class Responding {

    static final ResponsesDialect DIALECT = new ResponsesDialect(new OpenAiDialect());
    static final ReplyFrame FRAME = new ReplyFrame("made", "alias", 1_700_000_000, false, false);
    static final ModelTraits TRAITS = ModelTraits.unknown("gpt");

    private Responding() {}

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static JsonObject object(String json) {
        return Json.parseObject(bytes(json));
    }

    static JsonBody body(String json) {
        return JsonBody.parse(bytes(json));
    }

    static ChatRequest request(String json) {
        return DIALECT.readRequest(body(json));
    }

    static JsonObject written(ChatRequest request) {
        return DIALECT.writeRequest(request, TRAITS).body().toObject();
    }

    static ChatReply reply(String json) {
        return DIALECT.readReply(bytes(json));
    }

    static JsonObject written(ChatReply reply) {
        return Json.parseObject(DIALECT.writeReply(reply, FRAME));
    }

    /** What a client is sent for the events. */
    static List<SseEvent> told(List<ChatEvent> events) {
        EventWriter writer = DIALECT.eventWriter(FRAME);
        List<SseEvent> told = new ArrayList<>();
        events.forEach(event -> writer.write(event, told::add));
        return told;
    }

    /** The events that a vendor's events tell, the end included. */
    static List<ChatEvent> heard(String... told) {
        EventReader reader = DIALECT.eventReader();
        List<ChatEvent> events = new ArrayList<>();
        for (String event : told) {
            reader.read(SseEvent.data(bytes(event)), events::add);
        }
        reader.end(events::add);
        return events;
    }

    /** What a client is sent when a vendor's events are relayed. */
    static List<SseEvent> relayed(List<SseEvent> vendor) {
        EventRelay relay = DIALECT.eventRelay(FRAME);
        List<SseEvent> sent = new ArrayList<>();
        vendor.forEach(event -> relay.relay(event, sent::add));
        relay.end(sent::add);
        return sent;
    }

    /** A value within JSON: names and numbers of items, in order. */
    static JsonValue at(JsonValue value, Object... path) {
        JsonValue found = value;
        for (Object step : path) {
            found = switch (found) {
                case JsonObject object
                when object.has((String) step) -> Objects.requireNonNull(object.get((String) step));
                case JsonArray array -> array.items().get((Integer) step);
                default -> throw new AssertionError(value.toJson() + " has no " + List.of(path));
            };
        }
        return found;
    }
}
