package dev.dragoman.provider.vertex;

import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes the scope out of marks for the prompt cache, which Anthropic alone knows. A body without any is not read. */
final class CacheScopes {

    private static final String MARK = "cache_control";
    private static final String SCOPE = "scope";

    private CacheScopes() {}

    static JsonBody removed(JsonBody body) {
        JsonBody result = body;
        for (String name : List.of("system", "messages", "tools", MARK)) {
            Slice raw = body.raw(name);
            if (raw != null && isMentioned(raw)) {
                JsonValue value = Json.parse(raw);
                result = result.with(
                        name, value instanceof JsonObject mark ? mark.without(SCOPE) : withoutScopes(value));
            }
        }
        return result;
    }

    /** Every byte is taken for one character: that finds ASCII as it is. */
    private static boolean isMentioned(Slice raw) {
        return new String(raw.array(), raw.offset(), raw.length(), StandardCharsets.ISO_8859_1)
                .contains("\"" + SCOPE + "\"");
    }

    private static JsonValue withoutScopes(JsonValue value) {
        return switch (value) {
            case JsonArray array -> withoutScopes(array);
            case JsonObject object -> withoutScopes(object);
            default -> value;
        };
    }

    private static JsonArray withoutScopes(JsonArray array) {
        List<JsonValue> items = new ArrayList<>(array.size());
        array.forEach(item -> items.add(withoutScopes(item)));
        return new JsonArray(items);
    }

    /** Content may be nested; what a tool is called with is not content. */
    private static JsonObject withoutScopes(JsonObject object) {
        JsonObject result = object;
        JsonObject mark = object.object(MARK);
        if (mark != null && mark.has(SCOPE)) {
            result = result.with(MARK, mark.without(SCOPE));
        }
        JsonArray content = object.array("content");
        return content == null ? result : result.with("content", withoutScopes(content));
    }
}
