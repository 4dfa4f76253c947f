package dev.dragoman.provider.oci;

import dev.dragoman.dialect.UnwrappedEvents;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pieces of streams as OpenAI's chunks. Keeps the state of one stream; not thread-safe. */
final class OciEvents implements UnwrappedEvents.Wrapping {

    private boolean heard;
    private int calls;

    @Override
    public void unwrap(SseEvent event, Consumer<SseEvent> into) {
        if (event.data().length == 0 || event.text().equals("[DONE]")) {
            return;
        }
        JsonObject chunk = chunk(parse(event));
        into.accept(SseEvent.data(Json.bytes(chunk)));
    }

    private static JsonObject parse(SseEvent event) {
        try {
            return Json.parseObject(event.data());
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("an event of the vendor's stream is no JSON: " + noJson.getMessage());
        }
    }

    private JsonObject chunk(JsonObject piece) {
        JsonObject message = piece.object("message");
        if (CohereV2Format.NAME.equals(piece.string("apiFormat"))) {
            return second(piece, Objects.requireNonNullElse(message, JsonObject.EMPTY));
        }
        boolean cohere = "COHERE".equals(piece.string("apiFormat"));
        if (!cohere && message == null && piece.string("message") != null) {
            return JsonObject.of("error", piece);
        }
        JsonObject.Builder chunk = JsonObject.builder();
        boolean counts = message == null && !cohere && piece.string("finishReason") == null;
        chunk.put("choices", counts ? JsonArray.EMPTY : JsonArray.of(choice(piece, message, cohere)));
        return chunk.putIfPresent("usage", OciReplies.usage(piece.object("usage")))
                .build();
    }

    /** A piece of the format COHEREV2; the last repeats all that was said. */
    private JsonObject second(JsonObject piece, JsonObject message) {
        String failure = piece.string("errorMessage");
        if (failure != null && !failure.isBlank()) {
            return JsonObject.of("error", JsonObject.of("message", new JsonString(failure)));
        }
        String finish = OciReplies.finish(piece.string("finishReason"));
        JsonArray list = message.array("toolCalls");
        boolean repeated = finish != null && heard;
        JsonObject delta =
                repeated ? JsonObject.EMPTY : OciReplies.secondMessage(message).without("tool_calls", "role");
        heard |= delta.string("content") != null || delta.string("reasoning_content") != null;
        boolean called = finish != null && calls > 0;
        JsonObject choice = JsonObject.builder()
                .put("index", JsonNumber.of(0))
                .put(
                        "delta",
                        list == null || list.isEmpty() || called ? delta : delta.with("tool_calls", numbered(list)))
                .put("finish_reason", finish == null ? JsonNull.NULL : new JsonString(finish))
                .build();
        return JsonObject.builder()
                .put("choices", JsonArray.of(choice))
                .putIfPresent("usage", OciReplies.usage(piece.object("usage")))
                .build();
    }

    private JsonObject choice(JsonObject piece, @Nullable JsonObject message, boolean cohere) {
        String finish = OciReplies.finish(piece.string("finishReason"));
        JsonObject delta = cohere
                ? cohereDelta(piece, finish != null)
                : delta(Objects.requireNonNullElse(message, JsonObject.EMPTY));
        return JsonObject.builder()
                .put("index", JsonNumber.of(Objects.requireNonNullElse(piece.integer("index"), 0L)))
                .put("delta", delta)
                .put("finish_reason", finish == null ? JsonNull.NULL : new JsonString(finish))
                .build();
    }

    private JsonObject delta(JsonObject message) {
        JsonObject told = OciReplies.message(message).without("tool_calls", "role");
        JsonArray list = message.array("toolCalls");
        return list == null || list.isEmpty() ? told : told.with("tool_calls", numbered(list));
    }

    /** The last piece repeats all that was said. */
    private JsonObject cohereDelta(JsonObject piece, boolean last) {
        String text = last && heard ? null : piece.string("text");
        heard |= text != null && !text.isEmpty();
        JsonObject.Builder delta = JsonObject.builder();
        delta.put("content", text == null || text.isEmpty() ? JsonNull.NULL : new JsonString(text));
        JsonArray list = piece.array("toolCalls");
        boolean told = last && calls > 0;
        return list == null || list.isEmpty() || told
                ? delta.build()
                : delta.put("tool_calls", numbered(list)).build();
    }

    /** A call with an id or a name begins; one without goes on with the last. */
    private JsonArray numbered(JsonArray list) {
        List<JsonValue> told = new ArrayList<>(list.size());
        for (JsonValue item : list) {
            if (item instanceof JsonObject whole) {
                JsonObject call = OciReplies.flat(whole);
                boolean begins = isFilled(call.string("id")) || isFilled(call.string("name"));
                calls += begins || calls == 0 ? 1 : 0;
                told.add(OciReplies.call(call).with("index", JsonNumber.of(calls - 1)));
            }
        }
        return new JsonArray(told);
    }

    private static boolean isFilled(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
