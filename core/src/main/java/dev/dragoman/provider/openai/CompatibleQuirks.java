package dev.dragoman.provider.openai;

import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Other servers know OpenAI's older names: the role {@code system} and the limit {@code max_tokens}. */
final class CompatibleQuirks implements Quirks {

    private static final byte[] DEVELOPER = "\"developer\"".getBytes(StandardCharsets.US_ASCII);

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody result = ChatParameters.common(ChatHistory.clean(body)).without("metadata");
        result = withoutDevelopers(result);
        if (!result.isNull("max_completion_tokens")) {
            JsonValue limit = result.value("max_completion_tokens");
            result = result.without("max_completion_tokens");
            result = limit == null ? result : result.with("max_tokens", limit);
        }
        return Adjusted.unchanged(result);
    }

    private static JsonBody withoutDevelopers(JsonBody body) {
        Slice raw = body.raw("messages");
        if (raw == null || !contains(raw) || !(Json.parse(raw) instanceof JsonArray messages)) {
            return body;
        }
        List<JsonValue> renamed = new ArrayList<>(messages.size());
        for (JsonValue message : messages) {
            boolean developer = message instanceof JsonObject object && "developer".equals(object.string("role"));
            renamed.add(developer ? ((JsonObject) message).with("role", new JsonString("system")) : message);
        }
        return body.with("messages", new JsonArray(renamed));
    }

    private static boolean contains(Slice text) {
        byte[] bytes = text.array();
        int last = text.offset() + text.length() - DEVELOPER.length;
        for (int i = text.offset(); i <= last; i++) {
            if (bytes[i] == '"'
                    && bytes[i + 1] == 'd'
                    && Arrays.equals(bytes, i, i + DEVELOPER.length, DEVELOPER, 0, DEVELOPER.length)) {
                return true;
            }
        }
        return false;
    }
}
