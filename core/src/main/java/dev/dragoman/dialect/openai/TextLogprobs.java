package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Token probabilities: lists side by side here, an object per token in a chat. */
final class TextLogprobs {

    private TextLogprobs() {}

    /** The probabilities in a chat's form. */
    static JsonObject read(Field logprobs) {
        List<Field> tokens = items(logprobs, "tokens");
        List<Field> values = items(logprobs, "token_logprobs");
        List<Field> alternatives = items(logprobs, "top_logprobs");
        List<JsonValue> content = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            JsonValue value = i < values.size() ? values.get(i).value() : JsonNull.NULL;
            JsonObject.Builder token = token(tokens.get(i).text(), value);
            content.add(token.put("top_logprobs", alternatives(i < alternatives.size() ? alternatives.get(i) : null))
                    .build());
        }
        return JsonObject.of("content", new JsonArray(content));
    }

    /**
     * Writes a chat's probabilities as lists.
     *
     * @param offset where the text of these tokens begins in the whole answer
     */
    static void write(JsonWriter out, JsonObject logprobs, int offset) {
        JsonArray content = logprobs.array("content");
        List<JsonObject> tokens = new ArrayList<>();
        if (content != null) {
            content.forEach(token -> tokens.add((JsonObject) token));
        }
        out.beginObject().name("tokens").beginArray();
        tokens.forEach(token -> out.value(name(token)));
        out.endArray().name("token_logprobs").beginArray();
        tokens.forEach(token -> out.value(orNull(token.get("logprob"))));
        out.endArray().name("top_logprobs").beginArray();
        tokens.forEach(token -> out.value(byName(token)));
        out.endArray().name("text_offset").beginArray();
        int at = offset;
        for (JsonObject token : tokens) {
            out.value((long) at);
            at += name(token).length();
        }
        out.endArray().endObject();
    }

    private static List<Field> items(Field logprobs, String name) {
        Field list = logprobs.member(name);
        return list == null ? List.of() : list.items();
    }

    private static JsonArray alternatives(@Nullable Field byName) {
        List<JsonValue> all = new ArrayList<>();
        if (byName != null && byName.value() instanceof JsonObject object) {
            object.forEach((name, value) -> all.add(token(name, value).build()));
        }
        return new JsonArray(all);
    }

    private static JsonObject.Builder token(String text, JsonValue logprob) {
        List<JsonValue> bytes = new ArrayList<>();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(JsonNumber.of((long) (b & 0xFF)));
        }
        return JsonObject.builder().put("token", text).put("logprob", logprob).put("bytes", new JsonArray(bytes));
    }

    private static JsonObject byName(JsonObject token) {
        JsonObject.Builder byName = JsonObject.builder();
        JsonArray alternatives = token.array("top_logprobs");
        if (alternatives != null) {
            for (JsonValue alternative : alternatives) {
                JsonObject one = (JsonObject) alternative;
                byName.put(name(one), orNull(one.get("logprob")));
            }
        }
        return byName.build();
    }

    private static String name(JsonObject token) {
        return token.get("token") instanceof JsonString text ? text.value() : "";
    }

    private static JsonValue orNull(@Nullable JsonValue value) {
        return value == null ? JsonNull.NULL : value;
    }
}
