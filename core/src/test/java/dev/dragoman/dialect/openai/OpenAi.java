package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.Json;
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

/** Short words for tests of the dialect; JSON in them may be written with single quotes. */
final class OpenAi {

    static final OpenAiDialect DIALECT = new OpenAiDialect();
    static final OpenAiDialect COMPATIBLE = new OpenAiDialect(true);
    static final ReplyFrame FRAME = new ReplyFrame("chatcmpl-made", "alias", 1_700_000_000, true, false);
    static final ReplyFrame WITHOUT_USAGE = new ReplyFrame("chatcmpl-made", "alias", 1_700_000_000, false, false);
    static final ReplyFrame LEGACY = new ReplyFrame("chatcmpl-made", "alias", 1_700_000_000, false, true);

    private OpenAi() {}

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static JsonObject object(String json) {
        return Json.parseObject(bytes(json));
    }

    static ChatRequest request(String json) {
        return DIALECT.readRequest(JsonBody.parse(bytes(json)));
    }

    static JsonObject written(ChatRequest request) {
        return DIALECT.writeRequest(request, ModelTraits.unknown(request.model()))
                .body()
                .toObject();
    }

    static ChatReply reply(String json) {
        return DIALECT.readReply(bytes(json));
    }

    static JsonObject written(ChatReply reply, ReplyFrame frame) {
        return Json.parseObject(DIALECT.writeReply(reply, frame));
    }

    /** The events that a vendor's chunks tell, the end included. */
    static List<ChatEvent> heard(OpenAiDialect dialect, String... chunks) {
        EventReader reader = dialect.eventReader();
        List<ChatEvent> events = new ArrayList<>();
        for (String chunk : chunks) {
            reader.read(SseEvent.data(bytes(chunk)), events::add);
        }
        reader.end(events::add);
        return events;
    }

    /** A chunk of choice 0 with this delta. */
    static String delta(String delta) {
        return "{'id':'c','object':'chat.completion.chunk','created':1,'model':'m','choices':[{'index':0,'delta':"
                + delta + ",'finish_reason':null}]}";
    }

    /** The last chunk of choice 0. */
    static String finish(String reason) {
        return "{'id':'c','object':'chat.completion.chunk','created':1,'model':'m',"
                + "'choices':[{'index':0,'delta':{},'finish_reason':'" + reason + "'}]}";
    }

    /** What a client is sent for the events. */
    static List<String> sent(ReplyFrame frame, ChatEvent... events) {
        EventWriter writer = DIALECT.eventWriter(frame);
        List<String> sent = new ArrayList<>();
        for (ChatEvent event : events) {
            writer.write(event, chunk -> sent.add(chunk.text()));
        }
        return sent;
    }

    /** What a client is sent when a vendor's chunks are relayed. */
    static List<String> relayed(ReplyFrame frame, String... chunks) {
        EventRelay relay = DIALECT.eventRelay(frame);
        List<String> sent = new ArrayList<>();
        for (String chunk : chunks) {
            relay.relay(SseEvent.data(bytes(chunk)), event -> sent.add(event.text()));
        }
        if (!relay.complete()) {
            relay.end(event -> sent.add(event.text()));
        }
        return sent;
    }

    /** A value within JSON: names and numbers of items, in order. */
    static JsonValue at(JsonValue value, Object... path) {
        JsonValue found = value;
        for (Object step : path) {
            found = switch (found) {
                case JsonObject object
                when object.has((String) step) -> java.util.Objects.requireNonNull(object.get((String) step));
                case dev.dragoman.json.JsonArray array -> array.items().get((Integer) step);
                default -> throw new AssertionError(value.toJson() + " has no " + List.of(path));
            };
        }
        return found;
    }
}
