package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Token probabilities: OpenAI's, but that what is empty is left out. */
final class Logprobs {

    static final String MEMBER = "logprobs";

    private static final String BYTES = "bytes";
    private static final String TOP = "top_logprobs";

    private Logprobs() {}

    /** OpenAI's form; null when there are none. */
    static @Nullable JsonObject read(@Nullable Field logprobs) {
        if (logprobs == null || logprobs.array().isEmpty()) {
            return null;
        }
        List<JsonValue> tokens = new ArrayList<>();
        for (Field token : logprobs.items()) {
            List<JsonValue> others = new ArrayList<>();
            Field top = token.member(TOP);
            if (top != null) {
                top.items().forEach(other -> others.add(filled(other).build()));
            }
            tokens.add(filled(token).put(TOP, new JsonArray(others)).build());
        }
        return JsonObject.of("content", new JsonArray(tokens));
    }

    private static JsonObject.Builder filled(Field token) {
        JsonObject told = token.object();
        JsonValue bytes = told.get(BYTES);
        return told.toBuilder().put(BYTES, bytes == null ? JsonNull.NULL : bytes);
    }

    /** The vendor's form; null when there are none. */
    static @Nullable JsonArray write(@Nullable JsonValue logprobs) {
        return logprobs instanceof JsonObject object ? object.array("content") : null;
    }
}
