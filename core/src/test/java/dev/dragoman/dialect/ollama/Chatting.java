package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.ChatCollector;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.WrittenRequest;
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

/** Short words for what is said to Ollama and heard from it; JSON in them may be written with single quotes. */
final class Chatting {

    static final OllamaDialect DIALECT = new OllamaDialect();
    static final OpenAiDialect OPENAI = new OpenAiDialect();
    static final String MODEL = "gpt-oss:20b";
    static final ReplyFrame FRAME = new ReplyFrame("chatcmpl-1", "alias", 1_767_225_600, true, false);

    private Chatting() {}

    /** OpenAI's request as it goes to Ollama, without the model's name. */
    static JsonObject written(String json) {
        return request(json).body().toObject().without("model");
    }

    static WrittenRequest request(String json) {
        JsonObject asked = object(json).with("model", new JsonString(MODEL));
        return DIALECT.writeRequest(OPENAI.readRequest(JsonBody.of(asked)), ModelTraits.unknown(MODEL));
    }

    static JsonObject object(String json) {
        return Json.parseObject(json.replace('\'', '"'));
    }

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static SseEvent line(String json) {
        return SseEvent.data(bytes(json));
    }

    static List<ChatEvent> read(List<SseEvent> stream) {
        EventReader reader = DIALECT.eventReader();
        List<ChatEvent> events = new ArrayList<>();
        stream.forEach(event -> reader.read(event, events::add));
        reader.end(events::add);
        return events;
    }

    static ChatReply collected(List<ChatEvent> events) {
        ChatCollector collector = new ChatCollector();
        events.forEach(collector);
        return collector.reply();
    }

    static List<SseEvent> write(List<ChatEvent> events) {
        EventWriter writer = DIALECT.eventWriter(FRAME);
        List<SseEvent> written = new ArrayList<>();
        events.forEach(event -> writer.write(event, written::add));
        return written;
    }

    /** What a client of OpenAI's format hears of a stream. */
    static List<JsonValue> told(List<SseEvent> stream) {
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
