package dev.dragoman.dialect;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Short words for what a client of OpenAI's format says to a vendor and hears from it.
 *
 * @param dialect the vendor's
 */
public record Talk(Dialect dialect) {

    public static final OpenAiDialect OPENAI = new OpenAiDialect();
    public static final ReplyFrame FRAME = new ReplyFrame("chatcmpl-1", "alias", 1_767_225_600, true, false);

    /** JSON that may be written with single quotes. */
    public static JsonObject object(String json) {
        return Json.parseObject(json.replace('\'', '"'));
    }

    /** The same as bytes. */
    public static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    /** All events as the answer that they make. */
    public static ChatReply collected(List<ChatEvent> events) {
        ChatCollector collector = new ChatCollector();
        events.forEach(collector);
        return collector.reply();
    }

    /** OpenAI's request in the vendor's words. */
    public WrittenRequest request(String model, String json) {
        JsonObject asked = object(json).with("model", new JsonString(model));
        return dialect.writeRequest(OPENAI.readRequest(JsonBody.of(asked)), ModelTraits.unknown(model));
    }

    /** What a whole stream of the vendor tells. */
    public List<ChatEvent> read(List<SseEvent> stream) {
        EventReader reader = dialect.eventReader();
        List<ChatEvent> events = new ArrayList<>();
        stream.forEach(event -> reader.read(event, events::add));
        reader.end(events::add);
        return events;
    }

    /** These events as the vendor's stream. */
    public List<SseEvent> write(List<ChatEvent> events) {
        EventWriter writer = dialect.eventWriter(FRAME);
        List<SseEvent> written = new ArrayList<>();
        events.forEach(event -> writer.write(event, written::add));
        return written;
    }

    /** What a client of OpenAI's format hears of a stream. */
    public List<JsonValue> told(List<SseEvent> stream) {
        EventWriter writer = OPENAI.eventWriter(FRAME);
        List<JsonValue> told = new ArrayList<>();
        read(stream)
                .forEach(step -> writer.write(step, event -> {
                    if (!event.text().equals("[DONE]")) {
                        told.add(Json.parse(event.data()));
                    }
                }));
        return told;
    }
}
