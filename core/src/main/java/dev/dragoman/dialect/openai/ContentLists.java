package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers whose content is a list in which thoughts stand beside texts, as Mistral and Databricks have them.
 *
 * @see <a href="https://docs.mistral.ai/capabilities/reasoning/">Mistral: Reasoning</a>
 * @see <a href="https://docs.databricks.com/aws/en/machine-learning/model-serving/query-reason-models">Databricks: Query reasoning
 *     models</a>
 */
final class ContentLists {

    private static final String CONTENT = "content";
    private static final String TOLD = "reasoning_content";

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final List<JsonValue> blocks = new ArrayList<>(0);
    private final List<JsonValue> citations = new ArrayList<>(0);
    private final List<JsonValue> others = new ArrayList<>(0);
    private boolean signed;

    private ContentLists() {}

    /** The message, or the piece of one, with texts and thoughts in their own members; the same one when it has no list. */
    static JsonBody spread(JsonBody message) {
        if (message.isNull(CONTENT) || !(message.value(CONTENT) instanceof JsonArray parts)) {
            return message;
        }
        ContentLists lists = new ContentLists();
        parts.forEach(lists::part);
        return lists.put(message);
    }

    /** Databricks' thought as the parts of OpenAI's format tell it; null when the part is none. */
    static @Nullable List<JsonObject> thoughts(JsonObject part) {
        JsonArray summary = "reasoning".equals(part.string("type")) ? part.array("summary") : null;
        if (summary == null) {
            return null;
        }
        List<JsonObject> thoughts = new ArrayList<>(summary.size());
        for (JsonValue piece : summary) {
            if (piece instanceof JsonObject told) {
                thoughts.add(JsonObject.builder()
                        .put("type", "thinking")
                        .put("thinking", Objects.requireNonNullElse(told.string("text"), ""))
                        .putIfPresent("signature", told.string("signature"))
                        .build());
            }
        }
        return thoughts;
    }

    private void part(JsonValue part) {
        switch (part) {
            case JsonString plain -> text.append(plain.value());
            case JsonObject object -> object(object);
            default -> others.add(part);
        }
    }

    private void object(JsonObject part) {
        String type = part.string("type");
        List<JsonObject> summary = thoughts(part);
        if (summary != null) {
            summary.forEach(this::thinking);
        } else if ("thinking".equals(type)) {
            thinking(part);
        } else if ("text".equals(type) && part.string("text") != null) {
            text.append(part.string("text"));
            cited(part.array("citations"));
        } else {
            others.add(part);
        }
    }

    private void cited(@Nullable JsonArray list) {
        if (list != null && !list.isEmpty()) {
            citations.add(list);
        }
    }

    private void thinking(JsonObject part) {
        String words = words(part.get("thinking"));
        String signature = Objects.requireNonNullElse(part.string("signature"), "");
        thought.append(words);
        signed |= !signature.isEmpty();
        blocks.add(JsonObject.builder()
                .put("type", "thinking")
                .put("thinking", words)
                .put("signature", signature)
                .build());
    }

    /** Mistral's thoughts are lists of texts themselves. */
    private static String words(@Nullable JsonValue thinking) {
        if (!(thinking instanceof JsonArray pieces)) {
            return thinking instanceof JsonString plain ? plain.value() : "";
        }
        StringBuilder words = new StringBuilder();
        for (JsonValue piece : pieces) {
            String told = piece instanceof JsonObject object ? object.string("text") : null;
            words.append(told == null ? "" : told);
        }
        return words.toString();
    }

    private JsonBody put(JsonBody message) {
        JsonBody told = message.with(CONTENT, text.isEmpty() ? JsonNull.NULL : new JsonString(text.toString()));
        if (!thought.isEmpty()) {
            told = told.with(TOLD, new JsonString(thought.toString()));
        }
        if (signed) {
            told = told.with("thinking_blocks", new JsonArray(blocks));
        }
        JsonObject own = own(message);
        return own.isEmpty() ? told : told.with(VendorFields.NAME, own);
    }

    /** What is neither text nor thought is kept for who knows it. */
    private JsonObject own(JsonBody message) {
        boolean told = !message.isNull(VendorFields.NAME);
        JsonObject own =
                told && message.value(VendorFields.NAME) instanceof JsonObject fields ? fields : JsonObject.EMPTY;
        own = citations.isEmpty() ? own : own.with(VendorFields.CITATIONS, new JsonArray(citations));
        return others.isEmpty() ? own : own.with("content_blocks", new JsonArray(others));
    }
}
