package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.http.Body;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;

/** Passes one streamed answer on under the model's name as the client knows it. Not thread-safe. */
final class OllamaEventRelay implements EventRelay {

    private final JsonString model;
    private Usage usage = Usage.NONE;
    private boolean complete;

    OllamaEventRelay(String model) {
        this.model = new JsonString(model);
    }

    /** A whole answer under that name. */
    static RelayedReply relayReply(byte[] body, String model) {
        Field reply = read(body);
        return new RelayedReply(Body.of(named(reply, new JsonString(model))), UsageCount.read(reply));
    }

    @Override
    public void relay(SseEvent event, Consumer<SseEvent> into) {
        Field line = read(event.data());
        if (Boolean.TRUE.equals(line.bool("done"))) {
            usage = UsageCount.read(line);
            complete = true;
        }
        into.accept(SseEvent.data(named(line, model)));
    }

    @Override
    public void end(Consumer<SseEvent> into) {
        if (!complete) {
            throw OllamaEventReader.brokenOff();
        }
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    private static Field read(byte[] data) {
        Field answer = Field.root(Field.Author.VENDOR, OllamaReplyReader.parse(data));
        OllamaReplyReader.refuseError(answer);
        return answer;
    }

    private static byte[] named(Field answer, JsonString model) {
        return Json.bytes(answer.object().with("model", model));
    }
}
