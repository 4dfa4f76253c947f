package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.Field.Author;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.ToolUse;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Served;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Passes a streamed answer on; only the model's name changes, in the few events that hold the response. */
final class ResponsesEventRelay implements EventRelay {

    private static final String RESPONSE = "response";

    private final Troubles troubles;
    private final Slice model;
    private Usage usage = Usage.NONE;
    private @Nullable JsonBody begun;
    private long searches;
    private long fileSearches;
    private boolean complete;

    ResponsesEventRelay(Troubles troubles, ReplyFrame frame) {
        this.troubles = troubles;
        this.model = Slice.of(Json.bytes(new JsonString(frame.model())));
    }

    @Override
    public void relay(SseEvent event, Consumer<SseEvent> into) {
        if (complete || event.data().length == 0) {
            return;
        }
        if (Arrays.equals(event.data(), ResponsesEventReader.DONE)) {
            return;
        }
        switch (type(event)) {
            case "response.created", "response.in_progress", "response.queued" -> {
                JsonBody first = parse(event.data());
                begun = response(first);
                into.accept(named(event, first));
            }
            case "response.completed", "response.incomplete", "response.failed", "response.cancelled" -> {
                JsonBody last = parse(event.data());
                usage = usage(response(last));
                complete = true;
                into.accept(named(event, last));
            }
            case "error" -> throw troubles.event(ResponsesReplyReader.parse(event.data()));
            case "response.web_search_call.completed" -> {
                searches++;
                into.accept(event);
            }
            case "response.file_search_call.completed" -> {
                fileSearches++;
                into.accept(event);
            }
            default -> into.accept(event);
        }
    }

    /** The name of the event, which its data repeats. */
    private static String type(SseEvent event) {
        String name = event.event();
        String type = name == null ? parse(event.data()).string("type") : name;
        return type == null ? "" : type;
    }

    private SseEvent named(SseEvent event, JsonBody data) {
        JsonBody response = response(data);
        return response == null
                ? event
                : new SseEvent(
                        event.event(),
                        data.with(RESPONSE, bytes(response.with("model", model)))
                                .toBody()
                                .toBytes());
    }

    private static Slice bytes(JsonBody body) {
        return Slice.of(body.toBody().toBytes());
    }

    private static @Nullable JsonBody response(JsonBody data) {
        Slice response = data.raw(RESPONSE);
        return response == null || response.array()[response.offset()] != '{'
                ? null
                : read(() -> JsonBody.parse(response, ToolUse.WATCH));
    }

    @Override
    public void end(Consumer<SseEvent> into) {
        if (!complete) {
            throw ResponsesEventReader.brokenOff();
        }
    }

    @Override
    public boolean complete() {
        return complete;
    }

    /** A stream that was left has told who answers and, by the way, which tools worked. */
    @Override
    public Usage usage() {
        JsonBody first = begun;
        if (complete || first == null) {
            return usage;
        }
        return usage.serving(Served.by(first.string("model"))
                .with(Meter.WEB_SEARCHES, searches)
                .with(Meter.FILE_SEARCHES, fileSearches));
    }

    /** A whole answer with the model's name as the client knows it. */
    static RelayedReply reply(byte[] bytes, ReplyFrame frame, Troubles troubles) {
        JsonBody body = read(() -> JsonBody.parse(Slice.of(bytes), ToolUse.WATCH));
        boolean answered = body.isNull("error") && !body.isNull("output");
        boolean waited = !"in_progress".equals(body.string("status")) && !"queued".equals(body.string("status"));
        if (!answered && waited) {
            troubles.refuse(Field.root(Author.VENDOR, read(body::toObject)));
            throw new ApiResponseException("unexpected answer of the vendor: output: missing (expected: a list)");
        }
        return new RelayedReply(
                body.with("model", new JsonString(frame.model())).toBody(), usage(body));
    }

    private static Usage usage(@Nullable JsonBody response) {
        if (response == null) {
            return Usage.NONE;
        }
        JsonValue told = response.isNull("usage") ? null : read(() -> response.value("usage"));
        Usage usage = told == null ? Usage.NONE : Usages.read(Field.of(Author.VENDOR, "usage", told));
        return usage.serving(read(() -> ToolUse.served(response)));
    }

    private static JsonBody parse(byte[] bytes) {
        return read(() -> JsonBody.parse(Slice.of(bytes), KeyWatch.NONE));
    }

    private static <T extends @Nullable Object> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }
}
