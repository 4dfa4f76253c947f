package dev.dragoman.provider.gigachat;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.UnwrappedEvents;
import dev.dragoman.dialect.WrappedDialect;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * GigaChat's format, said and understood by way of OpenAI's, which it is near to: functions stand for tools, and one is called at
 * a time.
 *
 * @param spoken OpenAI's dialect
 */
record GigaChatDialect(Dialect spoken) implements WrappedDialect {

    @Override
    public String name() {
        return "gigachat";
    }

    @Override
    public KeyWatch watch() {
        return KeyWatch.NONE;
    }

    @Override
    public WrittenRequest writeRequest(ChatRequest request, ModelTraits traits) {
        WrittenRequest written = spoken.writeRequest(request, traits);
        Set<String> unsupported = new LinkedHashSet<>(written.unsupported());
        JsonObject body = GigaChatRequests.request(written.body().toObject(), unsupported);
        return new WrittenRequest(JsonBody.of(body), List.copyOf(unsupported), List.of());
    }

    @Override
    public ChatReply readReply(byte[] body) {
        return spoken.readReply(Json.bytes(GigaChatReplies.answer(parse(body), "message")));
    }

    @Override
    public EventReader eventReader() {
        return UnwrappedEvents.reader(GigaChatDialect::unwrap, spoken.eventReader());
    }

    private static void unwrap(SseEvent event, Consumer<SseEvent> into) {
        byte[] data = event.data();
        boolean json = data.length > 0 && data[0] == '{';
        into.accept(SseEvent.data(json ? Json.bytes(GigaChatReplies.answer(parse(data), "delta")) : data));
    }

    private static JsonObject parse(byte[] body) {
        try {
            return Json.parseObject(body);
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }
}
