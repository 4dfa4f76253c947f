package dev.dragoman.provider.completions;

import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes out of the items of a request in OpenAI's Responses what other vendors or this gateway put there and OpenAI refuses.
 * Bodies in which no such member occurs are not looked into.
 */
final class ResponseHistory {

    private static final String INPUT = "input";
    private static final String CACHE_CONTROL = "cache_control";
    private static final String[] FOREIGN = {CACHE_CONTROL, "provider_specific_fields"};

    private ResponseHistory() {}

    /** The body as OpenAI takes it. */
    static JsonBody clean(JsonBody body) {
        JsonBody result = body.without(CACHE_CONTROL);
        if (body.mentionsAny("tools")) {
            result = ChatHistory.edited(result, "tools", tool -> tool.without(CACHE_CONTROL));
        }
        return body.mentionsAny(INPUT) && body.value(INPUT) instanceof JsonArray items
                ? result.with(INPUT, cleaned(items))
                : result;
    }

    private static JsonArray cleaned(JsonArray items) {
        List<JsonValue> clean = new ArrayList<>(items.size());
        for (JsonValue item : items) {
            if (!(item instanceof JsonObject object)) {
                clean.add(item);
            } else if (!isForeignThought(object)) {
                clean.add(item(object));
            }
        }
        return new JsonArray(clean);
    }

    /** What another vendor thought is of no use to this one. */
    private static boolean isForeignThought(JsonObject item) {
        String content = item.string("encrypted_content");
        return content != null && ResponsesDialect.isForeign(content);
    }

    private static JsonObject item(JsonObject item) {
        JsonObject clean = item.without(FOREIGN);
        String call = clean.string("call_id");
        if (call != null) {
            clean = clean.with("call_id", new JsonString(CallId.fitted(call, ResponsesDialect.LONGEST_CALL_ID)));
        }
        for (String name : List.of("content", "output")) {
            JsonArray parts = clean.array(name);
            clean = parts == null ? clean : clean.with(name, parts(parts));
        }
        return clean;
    }

    private static JsonArray parts(JsonArray parts) {
        List<JsonValue> clean = new ArrayList<>(parts.size());
        parts.forEach(part -> clean.add(part instanceof JsonObject object ? object.without(FOREIGN) : part));
        return new JsonArray(clean);
    }
}
