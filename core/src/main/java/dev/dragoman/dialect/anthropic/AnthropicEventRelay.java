package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.Served;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes one streamed answer on: only the first event is changed, only the first and the last ones are read. */
final class AnthropicEventRelay implements EventRelay {

    private final ReplyFrame frame;
    private final UsageCount usage = new UsageCount();
    private @Nullable JsonBody begun;
    private boolean complete;

    AnthropicEventRelay(ReplyFrame frame) {
        this.frame = frame;
    }

    /** A whole answer under the model's name as the client knows it. */
    static RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        JsonBody reply = index(Slice.of(body));
        if ("error".equals(reply.string("type"))) {
            throw AnthropicErrorReader.inBody(Json.parseObject(body));
        }
        UsageCount count = new UsageCount();
        add(count, reply);
        Body relayed = reply.with("model", new JsonString(frame.model())).toBody();
        return new RelayedReply(relayed, count.total().serving(Served.by(reply.string("model"))));
    }

    @Override
    public void relay(SseEvent event, Consumer<SseEvent> into) {
        switch (type(event)) {
            case "message_start" -> into.accept(start(event));
            case "message_delta" -> {
                add(usage, index(Slice.of(event.data())));
                into.accept(event);
            }
            case "message_stop" -> {
                complete = true;
                into.accept(event);
            }
            case "error" -> throw failure(event);
            default -> into.accept(event);
        }
    }

    @Override
    public void end(Consumer<SseEvent> into) {
        if (!complete) {
            throw AnthropicEventReader.brokenOff();
        }
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Usage usage() {
        JsonBody message = begun;
        return message == null ? usage.total() : usage.total().serving(Served.by(message.string("model")));
    }

    private SseEvent start(SseEvent event) {
        JsonBody data = index(Slice.of(event.data()));
        Slice raw = data.raw("message");
        if (raw == null) {
            return event;
        }
        JsonBody message = index(raw);
        add(usage, message);
        begun = message;
        Body renamed = message.with("model", new JsonString(frame.model())).toBody();
        byte[] bytes =
                data.with("message", Slice.of(renamed.toBytes())).toBody().toBytes();
        return new SseEvent(event.event(), bytes);
    }

    private RuntimeException failure(SseEvent event) {
        return AnthropicErrorReader.inBody(Field.root(Field.Author.VENDOR, AnthropicReplyReader.parse(event.data()))
                .object());
    }

    private static String type(SseEvent event) {
        if (event.event() != null) {
            return event.event();
        }
        String type = index(Slice.of(event.data())).string("type");
        return type == null ? "" : type;
    }

    private static void add(UsageCount count, JsonBody owner) {
        if (!owner.isNull("usage")) {
            @Nullable Slice counts = owner.raw("usage");
            if (counts != null) {
                count.add(Field.of(Field.Author.VENDOR, "usage", Json.parse(counts)));
            }
        }
    }

    private static JsonBody index(Slice json) {
        try {
            return JsonBody.parse(json, KeyWatch.NONE);
        } catch (JsonSyntaxException wrong) {
            ErrorDetail detail = ErrorDetail.of("the vendor's answer is no JSON: " + wrong.getMessage());
            throw new ApiResponseException(detail, 502, wrong);
        }
    }
}
