package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Marks such as {@code [1]} in a text, which name the sources that Perplexity lists beside its answer, as OpenAI's annotations.
 *
 * @see <a href="https://docs.perplexity.ai/api-reference/chat-completions-post">Perplexity: Chat completions</a>
 */
final class SourceMarks {

    private static final int LONGEST_NUMBER = 3;

    private SourceMarks() {}

    /** Whether an answer lists sources. */
    static boolean listed(JsonBody answer) {
        return !answer.isNull("search_results") || !answer.isNull("citations");
    }

    /** The message with annotations; the same one when it has some or its text has no marks. */
    static JsonBody annotated(JsonBody message, JsonBody answer) {
        String text = message.string("content");
        if (text == null || !message.isNull("annotations")) {
            return message;
        }
        List<JsonValue> annotations = annotations(text, list(answer, "search_results"), list(answer, "citations"));
        return annotations.isEmpty() ? message : message.with("annotations", new JsonArray(annotations));
    }

    private static @Nullable JsonArray list(JsonBody answer, String name) {
        return !answer.isNull(name) && answer.value(name) instanceof JsonArray list ? list : null;
    }

    private static List<JsonValue> annotations(
            String text, @Nullable JsonArray results, @Nullable JsonArray citations) {
        List<JsonValue> annotations = new ArrayList<>();
        for (int open = text.indexOf('['); open >= 0; open = text.indexOf('[', open + 1)) {
            int close = text.indexOf(']', open);
            int number = close < 0 ? 0 : number(text.substring(open + 1, close));
            JsonObject source = number == 0 ? null : source(number - 1, results, citations);
            if (source != null) {
                annotations.add(annotation(source, open, close + 1));
            }
        }
        return annotations;
    }

    private static int number(String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : 0;
    }

    private static @Nullable JsonObject source(int at, @Nullable JsonArray results, @Nullable JsonArray citations) {
        if (results != null && at < results.size() && results.items().get(at) instanceof JsonObject result) {
            return result;
        }
        return citations != null && at < citations.size() && citations.items().get(at) instanceof JsonString url
                ? JsonObject.of("url", url)
                : null;
    }

    private static JsonObject annotation(JsonObject source, int start, int end) {
        JsonObject citation = JsonObject.builder()
                .put("start_index", start)
                .put("end_index", end)
                .putIfPresent("title", source.string("title"))
                .putIfPresent("url", source.string("url"))
                .build();
        return JsonObject.builder()
                .put("type", "url_citation")
                .put("url_citation", citation)
                .build();
    }
}
