package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Probabilities: of chunks of one or more tokens here, of tokens elsewhere. A chunk is told as a token whose probability is that
 * of its tokens together; the vendor's numbers stay beside it.
 */
final class Logprobs {

    private static final String NUMBERS = "logprobs";
    private static final String TOKENS = "token_ids";

    private Logprobs() {}

    /** OpenAI's form of a list of chunks; null when there is none. */
    static @Nullable JsonObject read(@Nullable Field chunks) {
        if (chunks == null) {
            return null;
        }
        List<JsonValue> tokens = new ArrayList<>();
        chunks.items().forEach(chunk -> tokens.add(token(chunk)));
        return JsonObject.of("content", new JsonArray(tokens));
    }

    /** OpenAI's form of one chunk. */
    static JsonObject one(Field chunk) {
        return JsonObject.of("content", JsonArray.of(token(chunk)));
    }

    private static JsonObject token(Field chunk) {
        String text = chunk.string("text");
        Field numbers = chunk.member(NUMBERS);
        double sum = 0;
        for (Field number : numbers == null ? List.<Field>of() : numbers.items()) {
            sum += number.number();
        }
        return JsonObject.builder()
                .put("token", text == null ? "" : text)
                .put("logprob", JsonNumber.of(sum))
                .put("bytes", bytes(text == null ? "" : text))
                .put("top_logprobs", JsonArray.EMPTY)
                .put(TOKENS, chunk.required(TOKENS).array())
                .put(NUMBERS, numbers == null ? JsonArray.EMPTY : numbers.array())
                .build();
    }

    private static JsonArray bytes(String text) {
        List<JsonValue> bytes = new ArrayList<>();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(JsonNumber.of(one & 0xFF));
        }
        return new JsonArray(bytes);
    }

    /** The vendor's form of what {@link #read} made, or of another vendor's tokens; empty when there are none. */
    static List<JsonObject> write(@Nullable JsonValue logprobs) {
        List<JsonObject> chunks = new ArrayList<>();
        JsonArray content = logprobs instanceof JsonObject object ? object.array("content") : null;
        for (JsonValue token : content == null ? JsonArray.EMPTY : content) {
            if (token instanceof JsonObject object) {
                chunks.add(chunk(object));
            }
        }
        return chunks;
    }

    private static JsonObject chunk(JsonObject token) {
        JsonArray ids = token.array(TOKENS);
        JsonArray numbers = token.array(NUMBERS);
        JsonValue one = token.get("logprob");
        JsonArray single = one == null ? JsonArray.EMPTY : JsonArray.of(one);
        return JsonObject.builder()
                .putIfPresent("text", token.string("token"))
                .put(TOKENS, ids == null ? JsonArray.EMPTY : ids)
                .put(NUMBERS, numbers == null ? single : numbers)
                .build();
    }
}
