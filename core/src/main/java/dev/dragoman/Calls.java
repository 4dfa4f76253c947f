package dev.dragoman;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.ServiceSource;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes calls of chats. Thread-safe. */
final class Calls {

    private final Dialect openai;
    private final Map<Operation, Dialect> conversations;
    private final Surroundings surroundings;

    /**
     * A maker of calls.
     *
     * @param conversations the dialects of conversations other than chats
     */
    Calls(Dialect openai, Map<Operation, Dialect> conversations, Surroundings surroundings) {
        this.openai = openai;
        this.conversations = Map.copyOf(conversations);
        this.surroundings = surroundings;
    }

    /**
     * The call of a chat.
     *
     * @param usage whether a stream ends with its usage, also when the body does not say so
     * @throws LlmException when the chat is none
     */
    Call of(Chat chat, boolean stream, boolean usage) {
        CallOptions.Split split = CallOptions.split(parsed(chat));
        JsonBody body = streaming(split.body(), stream);
        String model = body.string("model");
        if (model == null || model.isBlank()) {
            throw wrong("model", body.isNull("model") ? "missing" : "not a text", "provider/model");
        }
        boolean includeUsage = stream && (usage || includesUsage(body));
        String id = id();
        ReplyFrame frame = new ReplyFrame(
                "chatcmpl-" + id,
                model,
                surroundings.clock().instant().getEpochSecond(),
                includeUsage,
                body.has("functions") && !body.has("tools"));
        return new Call(
                id,
                model,
                new ChatSource(openai, includeUsage ? withUsage(body) : body, stream),
                split.options(),
                chat.manner(),
                frame,
                surroundings.nanoClock().getAsLong(),
                new Cancellation());
    }

    /**
     * The call of a request other than chat.
     *
     * @throws LlmException when it is none
     */
    Call of(Ask<?> ask) {
        Dialect dialect = conversations.get(ask.operation());
        CallOptions.Split split = CallOptions.split(parsed(ask, dialect));
        JsonBody body = split.body();
        String model = body.string("model");
        if (model == null || model.isBlank()) {
            throw wrong("model", "missing", "provider/model");
        }
        boolean inPieces = inPieces(ask, body);
        String id = id();
        return new Call(
                id,
                model,
                dialect == null
                        ? new ServiceSource(ask.operation(), body, ask.files(), inPieces)
                        : new ChatSource(dialect, body, inPieces),
                split.options(),
                ask.manner(),
                new ReplyFrame(
                        id,
                        model,
                        surroundings.clock().instant().getEpochSecond(),
                        inPieces && includesUsage(body),
                        false),
                surroundings.nanoClock().getAsLong(),
                new Cancellation());
    }

    private static JsonBody parsed(Ask<?> ask, @Nullable Dialect dialect) {
        // What a dialect watches for is seen while bytes are read.
        return dialect == null
                ? JsonBody.of(ask.body())
                : JsonBody.parse(Slice.of(Json.bytes(ask.body())), dialect.watch());
    }

    /** Speech comes piece by piece, whatever is asked for. */
    private static boolean inPieces(Ask<?> ask, JsonBody body) {
        Boolean told = body.bool("stream");
        if (told == null && !body.isNull("stream")) {
            throw wrong("stream", "not a truth value", "true or false");
        }
        if (Boolean.TRUE.equals(told) && !ask.takesPieces()) {
            throw wrong("stream", "true", "false, or a request from a whole body, whose answer may come in pieces");
        }
        return ask.operation() == Operation.SPEECH || Boolean.TRUE.equals(told);
    }

    private JsonBody parsed(Chat chat) {
        try {
            return JsonBody.parse(Slice.of(chat.toBytes()), openai.watch());
        } catch (JsonSyntaxException wrong) {
            throw wrong("body", String.valueOf(wrong.getMessage()), "a JSON object");
        }
    }

    /** The method that was called decides on streaming; a body that says otherwise was not meant for it. */
    private static JsonBody streaming(JsonBody body, boolean stream) {
        Boolean told = body.bool("stream");
        if (told == null && !body.isNull("stream") || told != null && told != stream) {
            throw wrong("stream", told == null ? "not a truth value" : told.toString(), stream + ", or nothing");
        }
        return stream ? body.with("stream", JsonBoolean.TRUE) : body;
    }

    private static boolean includesUsage(JsonBody body) {
        return Boolean.TRUE.equals(streamOptions(body).bool("include_usage"));
    }

    private static JsonBody withUsage(JsonBody body) {
        return includesUsage(body)
                ? body
                : body.with("stream_options", streamOptions(body).with("include_usage", JsonBoolean.TRUE));
    }

    private static JsonObject streamOptions(JsonBody body) {
        if (body.isNull("stream_options")) {
            return JsonObject.EMPTY;
        }
        if (!(body.value("stream_options") instanceof JsonObject options)) {
            throw wrong("stream_options", "no object", "an object");
        }
        return options;
    }

    private String id() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(surroundings.random().nextLong())
                + hex.toHexDigits(surroundings.random().nextLong());
    }

    private static BadRequestException wrong(String name, @Nullable String found, String expected) {
        return new BadRequestException(ErrorDetail.of(name + ": " + found + " (expected: " + expected + ")")
                .withType("invalid_request_error")
                .withParam(name));
    }
}
