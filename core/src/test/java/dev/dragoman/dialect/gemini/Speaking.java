package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Message;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Short words for tests of the dialect. */
final class Speaking {

    static final GeminiDialect DIALECT = new GeminiDialect();
    static final ReplyFrame FRAME = new ReplyFrame("frame-1", "alias", 1_700_000_000, true, false);

    private Speaking() {}

    static JsonValue json(String text) {
        return Json.parse(text);
    }

    static JsonObject object(String text) {
        return Json.parseObject(text);
    }

    static Message user(String text) {
        return new Message.User(List.of(new Part.Text(text)), null);
    }

    static Message user(Part... parts) {
        return new Message.User(List.of(parts), null);
    }

    static Message assistant(Part... parts) {
        return new Message.Assistant(List.of(parts));
    }

    static Message system(String text) {
        return new Message.Instructions(List.of(new Part.Text(text)), false, null);
    }

    static Message result(String callId, String text) {
        return new Message.ToolResult(List.of(new Part.Text(text)), callId, null, null, null);
    }

    static ChatRequest.Builder ask(String model, Message... messages) {
        return ChatRequest.builder(model).messages(List.of(messages));
    }

    static WrittenRequest written(ChatRequest request) {
        return DIALECT.writeRequest(request, ModelTraits.unknown(request.model()));
    }

    static JsonObject body(ChatRequest.Builder request) {
        return written(request.build()).body().toObject();
    }

    /** A turn of a written request. */
    static JsonValue turn(JsonObject body, int index) {
        return Objects.requireNonNull(body.array("contents")).items().get(index);
    }

    static List<String> unsupported(ChatRequest.Builder request) {
        return written(request.build()).unsupported();
    }

    static ChatRequest readRequest(String body) {
        return DIALECT.readRequest(JsonBody.parse(body.getBytes(StandardCharsets.UTF_8)));
    }

    static ChatReply readReply(String body) {
        return DIALECT.readReply(body.getBytes(StandardCharsets.UTF_8));
    }

    static List<ChatEvent> readEvents(String... data) {
        EventReader reader = DIALECT.eventReader();
        List<ChatEvent> events = new ArrayList<>();
        for (String one : data) {
            reader.read(event(one), events::add);
        }
        reader.end(events::add);
        return events;
    }

    static List<SseEvent> writeEvents(ReplyFrame frame, List<ChatEvent> events) {
        EventWriter writer = DIALECT.eventWriter(frame);
        List<SseEvent> written = new ArrayList<>();
        events.forEach(event -> writer.write(event, written::add));
        return written;
    }

    static SseEvent event(String data) {
        return SseEvent.data(data.getBytes(StandardCharsets.UTF_8));
    }
}
