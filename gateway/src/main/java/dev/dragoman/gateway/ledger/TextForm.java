package dev.dragoman.gateway.ledger;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How questions and answers are kept: as they were, but for long texts, of which beginning and end are left.
 *
 * @param longest letters of a text that stays whole
 */
record TextForm(int longest) {

    private static final List<String> ASKED = List.of("messages", "input", "contents", "prompt", "query");

    /** What was asked. */
    JsonObject request(JsonBody body) {
        try {
            return (JsonObject) shortened(body.toObject());
        } catch (JsonSyntaxException wrong) {
            return JsonObject.EMPTY;
        }
    }

    /** The conversation in a request; an empty object when there is none. */
    static JsonValue messages(JsonObject request) {
        for (String name : ASKED) {
            JsonValue asked = request.get(name);
            if (asked != null) {
                return asked;
            }
        }
        return JsonObject.EMPTY;
    }

    /** What was answered: a whole answer as it was, of a stream what was said. */
    JsonValue answer(Texts.Answer answer) {
        if (answer.whole().length == 0) {
            JsonObject message = JsonObject.builder()
                    .put("role", "assistant")
                    .put("content", cut(answer.heard()))
                    .build();
            return JsonObject.of("choices", JsonArray.of(JsonObject.of("message", message)));
        }
        try {
            return shortened(Json.parse(answer.whole()));
        } catch (JsonSyntaxException noJson) {
            return JsonObject.EMPTY;
        }
    }

    private JsonValue shortened(JsonValue value) {
        return switch (value) {
            case JsonString text -> new JsonString(cut(text.value()));
            case JsonArray list -> {
                List<JsonValue> items = new ArrayList<>(list.size());
                list.forEach(item -> items.add(shortened(item)));
                yield new JsonArray(items);
            }
            case JsonObject object -> {
                JsonObject.Builder members = JsonObject.builder();
                object.forEach((name, member) -> members.put(name, shortened(member)));
                yield members.build();
            }
            case JsonValue other -> other;
        };
    }

    private String cut(String text) {
        @Nullable String data = data(text);
        if (data != null) {
            return data;
        }
        if (text.length() <= longest) {
            return text;
        }
        int kept = longest / 2;
        return text.substring(0, kept) + "... (" + (text.length() - 2 * kept) + " letters left out) ..."
                + text.substring(text.length() - kept);
    }

    /** Data in an address say nothing to people; null when there are none. */
    private static @Nullable String data(String text) {
        int comma = text.startsWith("data:") ? text.indexOf(";base64,") : -1;
        return comma < 0 ? null : text.substring(0, comma) + ";base64,... (" + text.length() + " letters)";
    }
}
